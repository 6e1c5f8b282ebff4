package org.machizu.sensors.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Kind;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.gauge.Reporting;
import org.machizu.testdata.RealData;

/** The rivers of Fukui in eleven days, as their files have them. */
final class Fukui {
  static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  /** The columns of sensors.csv that hold levels, from the lowest to the highest. */
  private static final List<Level> LEVELS =
      List.of(
          new Level(LevelSet.STANDBY, "水防団待機水位", 9, Severity.STANDBY),
          new Level(LevelSet.CAUTION, "はん濫注意水位", 8, Severity.CAUTION),
          new Level(LevelSet.JUDGEMENT, "避難判断水位", 7, Severity.JUDGEMENT),
          new Level(LevelSet.DANGER, "はん濫危険水位", 6, Severity.DANGER));

  private Fukui() {}

  /** A line of expected_exceedance.csv, or the same of ours. */
  record Exceedance(
      LocalDate day,
      int id,
      String level,
      LocalDateTime first,
      LocalDateTime last,
      double max,
      int readings) {}

  private static List<String[]> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  /** All stations by number, with the levels that are numbers. */
  static Map<Integer, Gauge> gauges() throws IOException {
    Map<Integer, Gauge> gauges = new TreeMap<>();
    for (String[] row : rows(RealData.file("waterlevel-fukui/sensors.csv"))) {
      List<Level> levels = new ArrayList<>();
      for (Level level : LEVELS) {
        // Columns 6 to 9 go from the highest to the lowest; metres of the table above is the
        // column.
        number(row[(int) level.metres()])
            .ifPresent(m -> levels.add(new Level(level.code(), level.name(), m, level.severity())));
      }
      gauges.put(
          Integer.parseInt(row[0]),
          new Gauge(
              row[0],
              row[4],
              Kind.TELEMETERED,
              row[3],
              Optional.of(row[5]),
              Reference.ZERO,
              Dated.none(),
              Dated.none(),
              Dated.always(new LevelSet(levels)),
              OptionalDouble.empty(),
              Reporting.every(Duration.ofMinutes(10)),
              List.of(),
              List.of(),
              Optional.empty()));
    }
    return gauges;
  }

  static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** All readings of a station, each once, of all days joined; those without a number too. */
  static Map<Integer, List<Observation>> readings() throws IOException {
    Map<Integer, TreeSet<Observation>> readings = new TreeMap<>();
    for (Path file : days()) {
      for (String[] row : rows(file)) {
        Observation observation =
            number(row[1])
                .map(m -> Observation.of(time(row[0]), m))
                .orElseGet(() -> Observation.withoutNumber(time(row[0])));
        readings.computeIfAbsent(Integer.parseInt(row[2]), id -> new TreeSet<>()).add(observation);
      }
    }
    Map<Integer, List<Observation>> sorted = new TreeMap<>();
    readings.forEach((id, set) -> sorted.put(id, List.copyOf(set)));
    return sorted;
  }

  private static List<Path> days() throws IOException {
    try (Stream<Path> files = Files.list(RealData.file("waterlevel-fukui/data"))) {
      return files.sorted().toList();
    }
  }

  static LocalDate dayOf(Path file) {
    return LocalDate.parse(file.getFileName().toString().replace(".csv", ""));
  }

  /** For each day's file the moments and stations that it has: rows of the days around it too. */
  static Map<LocalDate, Map<Integer, TreeSet<Instant>>> momentsOfDays() throws IOException {
    Map<LocalDate, Map<Integer, TreeSet<Instant>>> moments = new TreeMap<>();
    for (Path file : days()) {
      Map<Integer, TreeSet<Instant>> day =
          moments.computeIfAbsent(dayOf(file), d -> new TreeMap<>());
      for (String[] row : rows(file)) {
        day.computeIfAbsent(Integer.parseInt(row[2]), id -> new TreeSet<>()).add(time(row[0]));
      }
    }
    return moments;
  }

  /** Midnight may be written as the 24th hour of the day before. */
  static Instant time(String text) {
    boolean midnight = text.endsWith("T24:00");
    LocalDateTime local =
        midnight
            ? LocalDate.parse(text.substring(0, 10)).plusDays(1).atStartOfDay()
            : LocalDateTime.parse(text);
    return local.atZone(JAPAN).toInstant();
  }

  static List<Exceedance> expected() throws IOException {
    return rows(RealData.file("waterlevel-fukui/expected_exceedance.csv")).stream()
        .map(row ->
            new Exceedance(
                LocalDate.parse(row[0]),
                Integer.parseInt(row[1]),
                row[4],
                LocalDateTime.ofInstant(time(row[6]), JAPAN),
                LocalDateTime.ofInstant(time(row[7]), JAPAN),
                Double.parseDouble(row[8]),
                Integer.parseInt(row[9])))
        .toList();
  }
}
