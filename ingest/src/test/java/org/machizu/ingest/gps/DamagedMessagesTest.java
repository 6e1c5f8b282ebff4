package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.format.Damage;
import org.machizu.ingest.format.FormatException;

/**
 * Every kind of message and file, damaged in 1,000 ways each: the answer is positions, refusals or
 * a {@link FormatException}, never another exception. The seed makes a failure come again.
 */
class DamagedMessagesTest {
  private static final String MARKS = "{}[]\",:;<>&/$*-.0e9Z#\n\0\u001E";

  private record Kind(String name, Collected.Reader reader, byte[] whole) {}

  private static List<Kind> kinds() {
    return List.of(
        kind("traccar", TraccarJson::read, TraccarJsonTest.MESSAGE),
        kind("owntracks", OwnTracksJson::read, "[" + OwnTracksJsonTest.LOCATION + "]"),
        kind(
            "overland",
            OverlandJson::read,
            "{\"locations\":[%s,%s]}"
                .formatted(OverlandJsonTest.FEATURE, OverlandJsonTest.FEATURE)),
        kind(
            "positions",
            PositionsJson::read,
            "{\"positions\":[%s,%s]}"
                .formatted(PositionsJsonTest.POSITION, PositionsJsonTest.POSITION)),
        kind("gpx 1.1", TrackFormat.GPX::read, GpxTrackTest.GARMIN),
        kind("gpx 1.0", TrackFormat.GPX::read, GpxTrackTest.OLD),
        kind("nmea", TrackFormat.NMEA::read, NmeaTrackTest.LOG),
        kind("geojson points", TrackFormat.GEOJSON::read, GeoJsonTrackTest.POINTS),
        kind("geojson line", TrackFormat.GEOJSON::read, GeoJsonTrackTest.LINE),
        new Kind(
            "csv",
            TrackFormat.CSV::read,
            CsvTrackTest.JAPANESE.getBytes(Charset.forName("windows-31j"))),
        kind("csv of GPSLogger", TrackFormat.CSV::read, CsvTrackTest.GPSLOGGER));
  }

  private static Kind kind(String name, Collected.Reader reader, String whole) {
    return new Kind(name, reader, whole.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void damageIsToldAndNeverThrown() {
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (Kind kind : kinds()) {
            for (int seed = 0; seed < 1_000; seed++) {
              tryOne(kind, seed);
            }
          }
        });
  }

  private static void tryOne(Kind kind, int seed) throws IOException {
    byte[] bytes = Damage.of(kind.whole(), MARKS, new Random(seed));
    Collected collected = new Collected();
    try {
      kind.reader().read(new ByteArrayInputStream(bytes), collected);
    } catch (FormatException refused) {
      assertThat(refused.code()).matches("[a-z][a-z-]*");
      assertThat(refused.advice()).isNotBlank();
    } catch (RuntimeException e) {
      throw new AssertionError(
          kind.name() + " " + seed + ": " + new String(bytes, StandardCharsets.UTF_8), e);
    }
    for (Position position : collected.positions()) {
      ContentHash.of(position);
      PlowState.of(position.extra());
      assertThat(ExtraJson.read(ExtraJson.write(position.extra()))).isEqualTo(position.extra());
      assertThat(GpsTime.isPossible(position.time())).isTrue();
    }
  }

  @Test
  void theUndamagedOnesAreRead() throws IOException, FormatException {
    for (Kind kind : kinds()) {
      Collected collected = new Collected();
      kind.reader().read(new ByteArrayInputStream(kind.whole()), collected);
      assertThat(collected.taken).as(kind.name()).isNotEmpty();
    }
  }

  @Test
  void damagedQueriesAreToldToo() throws IOException {
    String query =
        "id=123456&timestamp=1768447200&lat=42.7651&lon=141.8158&speed=10.0&bearing=271.5"
            + "&altitude=12.4&accuracy=4.7&batt=83.0&location=42,141&time=2026-01-15T03:20:00Z&cell=1";
    for (int seed = 0; seed < 1_000; seed++) {
      byte[] bytes = Damage.of(query.getBytes(StandardCharsets.UTF_8), MARKS, new Random(seed));
      Map<String, List<String>> parameters = new LinkedHashMap<>();
      for (String pair : new String(bytes, StandardCharsets.ISO_8859_1).split("&")) {
        String[] halves = pair.split("=", 2);
        parameters
            .computeIfAbsent(halves[0], name -> new ArrayList<>())
            .add(halves.length < 2 ? "" : halves[1]);
      }
      Collected collected = new Collected();
      OsmAndQuery.read(parameters, Instant.parse("2026-01-15T04:00:00Z"), collected);
      assertThat(collected.taken.size() + collected.refused.size()).isEqualTo(1);
    }
  }
}
