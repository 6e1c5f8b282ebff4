package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.format.FormatException;

class PositionWriterTest {
  /** Positions with every combination of what may be unknown. */
  private static List<Position> positions() {
    Random random = new Random(42);
    List<Position> positions = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      SortedMap<String, Object> extra = new TreeMap<>();
      if (random.nextBoolean()) {
        extra.put("blade", "下 <&>\"'\n\u0001");
        extra.put("n", random.nextLong());
        extra.put("x", random.nextGaussian() * 1e-9);
        extra.put("on", random.nextBoolean());
        extra.put("deep.name.0", "1");
      }
      positions.add(
          new Position(
              Instant.ofEpochMilli(1_768_447_200_000L + random.nextInt(100_000_000)),
              random.nextDouble(-180, 180),
              i == 0 ? 1e-7 : random.nextDouble(-90, 90),
              random.nextBoolean() ? random.nextDouble(-10, 4_000) : null,
              random.nextBoolean() ? random.nextDouble(0, 50) : null,
              random.nextBoolean() ? random.nextDouble(0, 30) : null,
              random.nextBoolean() ? random.nextDouble(0, 360) : null,
              extra));
    }
    return positions;
  }

  @Test
  void whatIsTakenAwayComesBackAsEqualPositions() throws IOException, FormatException {
    for (TrackFormat format : new TrackFormat[] {TrackFormat.GEOJSON, TrackFormat.GPX}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (PositionWriter writer =
          format == TrackFormat.GPX
              ? PositionWriter.gpx(out, "夜間 <1>")
              : PositionWriter.geoJson(out)) {
        for (Position position : positions()) {
          writer.write("除雪3号", position);
        }
      }
      byte[] bytes = out.toByteArray();
      assertThat(TrackFormats.detect(bytes, null, null)).isEqualTo(format);
      Collected collected = Collected.of(format::read, bytes);
      assertThat(collected.refused).isEmpty();
      assertThat(collected.positions()).isEqualTo(positions());
      assertThat(collected.taken).extracting(Collected.Taken::device).containsOnly("除雪3号");
    }
  }

  @Test
  void theGpxIsWhatOtherProgramsExpect() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PositionWriter writer = PositionWriter.gpx(out, "night")) {
      writer.write(
          null,
          new Position(
              Instant.parse("2026-01-15T03:20:00Z"),
              141.5,
              42.5,
              12.0,
              null,
              5.5,
              90.0,
              new TreeMap<>(Map.of())));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("xmlns=\"http://www.topografix.com/GPX/1/1\"")
        .contains(
            "<trkpt lat=\"42.5\" lon=\"141.5\"><ele>12.0</ele><time>2026-01-15T03:20:00Z</time>"
                + "<extensions><gpxtpx:TrackPointExtension><gpxtpx:speed>5.5</gpxtpx:speed>"
                + "<gpxtpx:course>90.0</gpxtpx:course></gpxtpx:TrackPointExtension></extensions>"
                + "</trkpt>");
  }

  @Test
  void gpxHasNoExponents() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PositionWriter writer = PositionWriter.gpx(out, "night")) {
      writer.write(
          null,
          new Position(
              Instant.parse("2026-01-15T03:20:00Z"),
              -1.25e-7,
              42.5,
              1.5e-5,
              null,
              null,
              null,
              new TreeMap<>()));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("lon=\"-0.000000125\"")
        .contains("<ele>0.000015</ele>");
  }

  @Test
  void anEmptyTrackIsAWholeFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PositionWriter.geoJson(out).close();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[]}");
  }
}
