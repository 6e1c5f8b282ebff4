package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.format.FormatException;

/**
 * Days without network, sent at once: 100,000 positions in one request of every kind, made while
 * they are read, so that neither side ever holds the whole. Speeds (in processor time) are printed,
 * not judged.
 */
class LongMessagesTest {
  private static final int POSITIONS = 100_000;

  /** Text made piece by piece. */
  private static final class Pieces extends InputStream {
    private final IntFunction<String> piece;
    private final int count;
    private int next = -1;
    private byte[] current;
    private int at;
    private long bytes;

    Pieces(String before, int count, IntFunction<String> piece, String after) {
      this.piece = i -> i == count ? after : piece.apply(i);
      this.count = count;
      this.current = before.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      while (at == current.length) {
        if (++next > count) {
          return -1;
        }
        current = piece.apply(next).getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      int n = Math.min(length, current.length - at);
      System.arraycopy(current, at, into, offset, n);
      at += n;
      bytes += n;
      return n;
    }
  }

  /** Counts, and sees how far the reader ran ahead of what it gave. */
  private static final class Counting implements PositionSink {
    private final Pieces from;
    private int taken;
    private int farthestAhead;

    Counting(Pieces from) {
      this.from = from;
    }

    @Override
    public void accept(int index, @Nullable String device, Position position) {
      taken++;
      farthestAhead = Math.max(farthestAhead, from.next - index);
    }

    @Override
    public void refuse(int index, String code, String detail, String raw) {
      throw new AssertionError(code + ": " + detail);
    }
  }

  /** Of this thread: what other work of the machine takes does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String time(int i) {
    return Instant.ofEpochSecond(1_768_447_200 + i).toString();
  }

  private static double lon(int i) {
    return 141.5 + i / 1e6;
  }

  private static void read(
      String name, Collected.Reader reader, Supplier<Pieces> maker, int mayRunAhead)
      throws IOException, FormatException {
    Pieces pieces = maker.get();
    Counting counting = new Counting(pieces);
    long start = cpuNanos();
    reader.read(pieces, counting);
    long read = cpuNanos();
    maker.get().transferTo(OutputStream.nullOutputStream());
    long made = cpuNanos() - read;
    double seconds = (read - start - made) / 1e9;
    System.out.printf(
        "%-12s %,9.0f positions/s, %5.1f MB/s%n",
        name, POSITIONS / seconds, pieces.bytes / seconds / 1e6);
    assertThat(counting.taken).as(name).isEqualTo(POSITIONS);
    assertThat(counting.farthestAhead).as(name).isLessThan(mayRunAhead);
  }

  @Test
  void messagesAreReadAsAStream() throws IOException, FormatException {
    read(
        "positions",
        PositionsJson::read,
        () ->
            new Pieces(
                "{\"positions\":[",
                POSITIONS,
                i ->
                    (i == 0 ? "" : ",")
                        + "{\"device\":\"p1\",\"time\":\"%s\",\"lon\":%s,\"lat\":42.5,\"speedMps\":5.5,\"extra\":{\"blade\":\"down\"}}"
                            .formatted(time(i), lon(i)),
                "]}"),
        1_000);
    read(
        "overland",
        OverlandJson::read,
        () ->
            new Pieces(
                "{\"locations\":[",
                POSITIONS,
                i ->
                    (i == 0 ? "" : ",")
                        + OverlandJsonTest.FEATURE
                            .replace("2026-01-15T12:20:00+0900", time(i))
                            .replace("141.8158", Double.toString(lon(i))),
                "]}"),
        1_000);
    read(
        "owntracks",
        OwnTracksJson::read,
        () ->
            new Pieces(
                "[",
                POSITIONS,
                i ->
                    (i == 0 ? "" : ",")
                        + OwnTracksJsonTest.LOCATION.replace(
                            "1768447200", "" + (1_768_447_200 + i)),
                "]"),
        1_000);
  }

  @Test
  void filesAreReadAsAStream() throws IOException, FormatException {
    read(
        "gpx",
        TrackFormat.GPX::read,
        () ->
            new Pieces(
                "<gpx version=\"1.1\"><trk><trkseg>",
                POSITIONS,
                i ->
                    "<trkpt lat=\"42.5\" lon=\"%s\"><ele>12</ele><time>%s</time></trkpt>\n"
                        .formatted(lon(i), time(i)),
                "</trkseg></trk></gpx>"),
        2_000);
    read(
        "nmea",
        TrackFormat.NMEA::read,
        () ->
            new Pieces(
                "",
                POSITIONS,
                i ->
                    NmeaTrackTest.sentences(
                        "GPRMC,%02d%02d%02d,A,4245.9060,N,14148.9480,E,010.0,271.5,%02d0126,,,A"
                            .formatted(i / 3600 % 24, i / 60 % 60, i % 60, 15 + i / 86_400)),
                ""),
        2_000);
    read(
        "csv",
        TrackFormat.CSV::read,
        () ->
            new Pieces(
                "time,lat,lon,speed,ブレード\n",
                POSITIONS,
                i -> "%s,42.5,%s,5.5,下\n".formatted(time(i), lon(i)),
                ""),
        10_000);
    read(
        "geojson",
        TrackFormat.GEOJSON::read,
        () ->
            new Pieces(
                "{\"type\":\"FeatureCollection\",\"features\":[",
                POSITIONS,
                i ->
                    (i == 0 ? "" : ",")
                        + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s,42.5]},\"properties\":{\"time\":\"%s\"}}"
                            .formatted(lon(i), time(i)),
                "]}"),
        1_000);
    // One line of 100,000 vertices, whose times stand behind it: the one that must be held.
    read(
        "geojson line",
        TrackFormat.GEOJSON::read,
        () ->
            new Pieces(
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[",
                2 * POSITIONS,
                i ->
                    i < POSITIONS
                        ? (i == 0 ? "" : ",") + "[%s,42.5]".formatted(lon(i))
                        : (i == POSITIONS ? "]},\"properties\":{\"coordTimes\":[" : ",")
                            + "\""
                            + time(i - POSITIONS)
                            + "\"",
                "]}}"),
        2 * POSITIONS + 1_000);
  }

  @Test
  void judgingIsFast() {
    List<Position> drive = new ArrayList<>();
    for (int i = 0; i < POSITIONS; i++) {
      // A spike every 50 positions, a stand every 1,000.
      boolean isSpike = i % 50 == 25;
      drive.add(CleaningTest.at(i, (i - i % 1_000 / 2) * 6.0, isSpike ? 400 : 0));
    }
    for (int round = 0; round < 3; round++) {
      long start = cpuNanos();
      Cleaning cleaning = new Cleaning();
      PlowInference inference = new PlowInference();
      int judged = 0;
      for (Position position : drive) {
        judged += cleaning.add(position).size();
      }
      judged += cleaning.finish().size();
      long cleaned = cpuNanos();
      int stated = 0;
      for (Position position : drive) {
        stated += inference.add(position).size();
      }
      stated += inference.finish().size();
      long inferred = cpuNanos();
      long sum = 0;
      for (Position position : drive) {
        sum += ContentHash.of(position);
      }
      long hashed = cpuNanos();
      assertThat(judged).isEqualTo(POSITIONS);
      assertThat(stated).isEqualTo(POSITIONS);
      assertThat(sum).isNotZero();
      System.out.printf(
          "cleaning %,.0f/s, plow state %,.0f/s, content hash %,.0f/s%n",
          POSITIONS / ((cleaned - start) / 1e9),
          POSITIONS / ((inferred - cleaned) / 1e9),
          POSITIONS / ((hashed - inferred) / 1e9));
    }
  }
}
