package org.machizu.samples.flood;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.machizu.samples.district.District;
import org.machizu.samples.flood.Station.Course;
import org.machizu.samples.table.Table;
import org.machizu.samples.terrain.Heights;
import org.machizu.samples.water.Gauges;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Kind;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.gauge.Reporting;

/** The town's stations as their layer has them, with their neighbours along the rivers. */
public final class Stations {
  private static final Duration IDLE = Duration.ofDays(1);

  private Stations() {}

  /** All twelve, by number. */
  public static List<Station> of(long seed) {
    District district = District.ground(seed, 0);
    List<Station> alone = new ArrayList<>();
    for (Table.Row row : Gauges.gauges(district).rows()) {
      alone.add(station(district, row));
    }
    return alone.stream().map(station -> among(station, alone)).toList();
  }

  private static Station station(District district, Table.Row row) {
    String water = text(row, "対象");
    Course course =
        switch (water) {
          case "緑川" -> Course.MAIN;
          case "鈴沢川" -> Course.TRIBUTARY;
          default -> Course.POND;
        };
    double zero = number(row, "零点高_m").orElseThrow();
    Coordinate place = Objects.requireNonNull(row.plane()).getCoordinate();
    Coordinate local =
        new Coordinate(place.x - district.tile().originX(), place.y - district.tile().originY());
    Heights heights = new Heights(district.seed(), district.land());
    Reference reference = reference(text(row, "値の基準"));
    double base = reference == Reference.TP ? zero : 0;
    double deep =
        course == Course.POND
            ? number(row, "満水位_m").orElseThrow() - base
            : heights.bankM(local.x) - zero;
    OptionalDouble usual = number(row, "通常水位_m");
    Kind kind =
        switch (text(row, "種別")) {
          case "水位計" -> Kind.TELEMETERED;
          case "危機管理型水位計" -> Kind.CRISIS;
          default -> Kind.POND;
        };
    return new Station(
        gauge(row, kind, water, reference, zero, deep),
        course,
        along(district, course, local),
        zero,
        deep,
        usual.isPresent() ? usual.getAsDouble() - base : Water.USUAL_SHARE * deep);
  }

  private static double along(District district, Course course, Coordinate local) {
    return switch (course) {
      case POND -> 0;
      // The river's line runs eastward, its water westward.
      case MAIN -> {
        LengthIndexedLine line = new LengthIndexedLine(district.land().river());
        yield line.getEndIndex() - line.project(local);
      }
      case TRIBUTARY -> new LengthIndexedLine(district.land().tributary()).project(local);
    };
  }

  private static Gauge gauge(
      Table.Row row, Kind kind, String water, Reference reference, double zero, double deep) {
    Duration interval = Duration.ofMinutes((long) number(row, "送信間隔_分").orElseThrow());
    OptionalDouble watchFrom = number(row, "観測開始水位_m");
    return new Gauge(
        text(row, "観測所番号"),
        text(row, "名称"),
        kind,
        water,
        Optional.empty(),
        reference,
        Dated.always(zero),
        kind == Kind.CRISIS ? Dated.always(deep) : Dated.none(),
        Dated.always(new LevelSet(levels(row))),
        kind == Kind.TELEMETERED ? OptionalDouble.of(deep) : OptionalDouble.empty(),
        kind == Kind.CRISIS ? new Reporting(IDLE, interval, watchFrom) : Reporting.every(interval),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static List<Level> levels(Table.Row row) {
    return Stream.of(
            level(row, LevelSet.STANDBY, "水防団待機水位", Severity.STANDBY),
            level(row, LevelSet.CAUTION, "氾濫注意水位", Severity.CAUTION),
            level(row, "full", "満水位", Severity.CAUTION),
            level(row, LevelSet.JUDGEMENT, "避難判断水位", Severity.JUDGEMENT),
            level(row, LevelSet.DANGER, "氾濫危険水位", Severity.DANGER),
            level(row, LevelSet.WATCH_FROM, "観測開始水位", Severity.NOTICE),
            level(row, LevelSet.OVERFLOW, "氾濫開始水位", Severity.DANGER))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Level> level(Table.Row row, String code, String name, Severity severity) {
    OptionalDouble metres = number(row, name + "_m");
    return metres.isPresent()
        ? Optional.of(new Level(code, name, metres.getAsDouble(), severity))
        : Optional.empty();
  }

  private static Station among(Station station, List<Station> all) {
    List<Station> river =
        all.stream()
            .filter(s -> station.course() != Course.POND && s.course() == station.course())
            .sorted(Comparator.comparingDouble(Station::alongM))
            .toList();
    int at = river.indexOf(station);
    Gauge alone = station.gauge();
    Gauge gauge =
        new Gauge(
            alone.id(),
            alone.name(),
            alone.kind(),
            alone.water(),
            alone.section(),
            alone.reference(),
            alone.zero(),
            alone.overflow(),
            alone.levels(),
            alone.embankment(),
            alone.reporting(),
            at > 0 ? List.of(river.get(at - 1).id()) : List.of(),
            at >= 0 && at < river.size() - 1 ? List.of(river.get(at + 1).id()) : List.of(),
            alone.camera());
    return new Station(
        gauge,
        station.course(),
        station.alongM(),
        station.zeroTpM(),
        station.deepM(),
        station.usualM());
  }

  private static Reference reference(String written) {
    return switch (written) {
      case "氾濫開始水位" -> Reference.OVERFLOW;
      case "T.P." -> Reference.TP;
      default -> Reference.ZERO;
    };
  }

  private static String text(Table.Row row, String column) {
    return String.valueOf(row.get(column));
  }

  private static OptionalDouble number(Table.Row row, String column) {
    @Nullable Object value = row.get(column);
    return value instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }
}
