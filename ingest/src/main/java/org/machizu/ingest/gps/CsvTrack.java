package org.machizu.ingest.gps;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.CsvDialect;
import org.machizu.ingest.format.CsvTokenizer;
import org.machizu.ingest.format.CsvTokenizer.CsvRow;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.TextEncodings;

/**
 * A table with a row of column names and a row for each fix, in UTF-8 or CP932 (found by looking at
 * the first 64 KB), with commas, semicolons or tabs. Columns are known by name in English and
 * Japanese ({@link TrackNames}), among them those of GPSLogger's CSV; the other columns are kept in
 * the extras.
 *
 * <p>A time without zone is in Asia/Tokyo, for that is what a logger with a Japanese heading or a
 * spreadsheet means, unless its column's name has "utc" in it. Numbers are seconds or milliseconds
 * since 1970. Date and time of day may stand in two columns.
 */
final class CsvTrack implements TrackFormat.Reader {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final int SAMPLE_BYTES = 1 << 16;
  private static final int MAX_CELL = 4_000;
  private static final int MAX_CELLS = 200;

  @Override
  public int read(InputStream stream, PositionSink sink) throws IOException, FormatException {
    BufferedInputStream in = new BufferedInputStream(stream, SAMPLE_BYTES);
    in.mark(SAMPLE_BYTES);
    byte[] head = in.readNBytes(SAMPLE_BYTES);
    in.reset();
    int mark =
        TextEncodings.findByteOrderMark(head, head.length)
            .map(TextEncodings.ByteOrderMark::length)
            .orElse(0);
    in.skipNBytes(mark);
    Charset encoding = TextEncodings.sniff(head, head.length);
    char separator = CsvDialect.separatorOf(new String(head, mark, head.length - mark, encoding));
    // Closing the tokenizer would close the stream, which is the caller's.
    @SuppressWarnings("resource")
    CsvTokenizer rows =
        new CsvTokenizer(new InputStreamReader(in, encoding), separator, MAX_CELL, MAX_CELLS + 1);
    CsvRow heading = nextFilled(rows);
    if (heading == null) {
      throw new FormatException(
          "no-heading", "the table has no row", "Write the column names into the first row.");
    }
    Columns columns = Columns.of(heading);
    int index = 0;
    for (CsvRow row = nextFilled(rows); row != null; row = nextFilled(rows)) {
      columns.emit(index++, row, sink);
    }
    return index;
  }

  private static @Nullable CsvRow nextFilled(CsvTokenizer rows)
      throws IOException, FormatException {
    CsvRow row = rows.next();
    while (row != null && row.isBlank()) {
      row = rows.next();
    }
    return row;
  }

  /**
   * Which column says what; −1 where there is none.
   *
   * @param rest every other column
   */
  private record Columns(
      List<String> names,
      List<TrackNames> roles,
      int time,
      int date,
      int timeOfDay,
      int lat,
      int lon,
      List<Integer> rest) {
    static Columns of(CsvRow heading) throws FormatException {
      if (heading.cellCount() > MAX_CELLS) {
        throw new FormatException(
            "too-many-columns",
            "the table has %d columns; at most %d are allowed"
                .formatted(heading.cellCount(), MAX_CELLS),
            "Leave out the columns that are not needed.");
      }
      List<String> names = heading.cells().stream().map(String::strip).toList();
      List<TrackNames> roles = names.stream().map(TrackNames::of).toList();
      int time = roles.indexOf(TrackNames.TIME);
      int date = roles.indexOf(TrackNames.DATE);
      int timeOfDay = roles.indexOf(TrackNames.TIME_OF_DAY);
      if (date >= 0 && timeOfDay < 0) {
        timeOfDay = time; // "date,time,…"
        time = timeOfDay >= 0 ? -1 : date;
      }
      if (date < 0 && time < 0) {
        time = timeOfDay; // 時刻 alone may hold the date too
      }
      int lat = roles.indexOf(TrackNames.LAT);
      int lon = roles.indexOf(TrackNames.LON);
      if (lat < 0 || lon < 0 || (time < 0 && timeOfDay < 0)) {
        throw new FormatException(
            "column-missing",
            "the table has the columns %s; time (日時), lat (緯度) and lon (経度) are needed"
                .formatted(names.stream().limit(30).map(Text::quoted).toList()),
            "Name the columns so in the first row.");
      }
      List<Integer> used = List.of(time, time < 0 ? date : -1, time < 0 ? timeOfDay : -1, lat, lon);
      List<Integer> rest = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (!used.contains(i) && !names.get(i).isEmpty()) {
          rest.add(i);
        }
      }
      return new Columns(
          names, roles, time, time < 0 ? date : -1, time < 0 ? timeOfDay : -1, lat, lon, rest);
    }

    void emit(int index, CsvRow row, PositionSink sink) throws IOException {
      Fix fix = new Fix();
      if (row.fault() != null || row.cellCount() < needed() || row.cellCount() > MAX_CELLS) {
        fix.refuse(
            "bad-row",
            "line %d has %d cells, the heading %d, or a quote or NUL at a wrong place"
                .formatted(row.line(), row.cellCount(), names.size()));
      } else {
        List<String> cells = row.cells();
        time(fix, cells);
        fix.position(cells.get(lon), cells.get(lat));
        for (int i : rest) {
          if (i < cells.size()) {
            roles.get(i).put(fix, names.get(i), cells.get(i).strip());
          }
        }
      }
      fix.emit(index, sink, () -> String.join(",", row.cells()));
    }

    private int needed() {
      return 1 + Math.max(Math.max(time, timeOfDay), Math.max(date, Math.max(lat, lon)));
    }

    private void time(Fix fix, List<String> cells) {
      if (time < 0) {
        String both = (cells.get(date).strip() + " " + cells.get(timeOfDay).strip()).strip();
        if (!both.isEmpty()) {
          fix.time(GpsTime.parse(both, zone(timeOfDay)), both);
        }
        return;
      }
      String written = cells.get(time).strip();
      if (!written.isEmpty()) {
        Double number = Numbers.find(written);
        Instant parsed =
            number == null ? GpsTime.parse(written, zone(time)) : GpsTime.ofEpoch(number);
        fix.time(parsed, written);
      }
    }

    private ZoneId zone(int column) {
      boolean isUtc = names.get(column).toLowerCase(Locale.ROOT).contains("utc");
      return isUtc ? ZoneOffset.UTC : TOKYO;
    }
  }
}
