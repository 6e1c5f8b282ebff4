package org.machizu.gauges;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.View;
import org.machizu.config.GaugeColumns;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Kind;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.gauge.Reporting;

/**
 * The gauges of the layer as the server itself sees them, by number. What cannot be read of a row
 * (levels that contradict each other) is told, and the gauge is there without it. Immutable.
 *
 * @param gauges by number
 * @param faults what is wrong with rows, for whoever keeps the layer
 */
record GaugeBook(Map<String, Gauge> gauges, List<String> faults) {
  /** A prefecture has some hundreds. */
  static final int MOST = 10_000;

  /** Days in the layer begin at midnight in Japan. */
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private static final Duration DAY = Duration.ofDays(1);
  private static final long USUAL_MINUTES = 10;

  GaugeBook {
    gauges = Map.copyOf(gauges);
    faults = List.copyOf(faults);
  }

  /** Reads the gauges as they stand; none when there is no such layer. */
  static GaugeBook read(
      VisibleLayers layers, FeatureStore features, String layer, GaugeColumns columns) {
    Optional<View> view = layers.find(Actor.OPERATOR, layer).map(VisibleLayer::view);
    Map<String, Gauge> gauges = new HashMap<>();
    List<String> faults = new ArrayList<>();
    if (view.isPresent()) {
      try (FeatureCursor cursor = features.scan(view.get(), new Predicate.Everything(), null)) {
        Feature feature;
        while ((feature = cursor.next()) != null && gauges.size() < MOST) {
          Row row = new Row(feature, columns);
          String id = row.text("id").orElse("");
          if (id.isEmpty()) {
            faults.add("feature " + feature.id() + " has no " + columns.of("id"));
          } else if (gauges.putIfAbsent(id, gauge(id, row, faults)) != null) {
            faults.add("the number " + id + " stands twice; the first one counts");
          }
        }
      }
    }
    return new GaugeBook(gauges, faults);
  }

  /** The columns of a feature by our names. */
  private record Row(Feature feature, GaugeColumns columns) {
    private @Nullable Object value(String name) {
      return feature.get(columns.of(name));
    }

    Optional<String> text(String name) {
      Object value = value(name);
      return value == null || value.toString().isBlank()
          ? Optional.empty()
          : Optional.of(value.toString().strip());
    }

    OptionalDouble number(String name) {
      return value(name) instanceof Number number && Double.isFinite(number.doubleValue())
          ? OptionalDouble.of(number.doubleValue())
          : OptionalDouble.empty();
    }

    /** The beginning of a day; the beginning of time where there is none. */
    Instant day(String name) {
      return value(name) instanceof LocalDate day
          ? day.atStartOfDay(JAPAN).toInstant()
          : Instant.MIN;
    }

    List<String> ids(String name) {
      return text(name).map(text -> List.of(text.split("[\\s,、]+"))).orElse(List.of());
    }
  }

  private static Gauge gauge(String id, Row row, List<String> faults) {
    Kind kind = kind(row.text("kind").orElse(""));
    Reference reference = reference(row.text("reference").orElse(""));
    OptionalDouble zero = row.number("zero");
    Dated<Double> zeros =
        zero.isPresent()
            ? Dated.<Double>none().with(row.day("zeroFrom"), zero.getAsDouble())
            : Dated.none();
    return new Gauge(
        id,
        row.text("name").orElse(id),
        kind,
        row.text("water").orElse(""),
        row.text("section"),
        reference,
        zeros,
        Dated.none(),
        levels(id, row, reference, faults),
        row.number("embankment"),
        reporting(kind, row),
        row.ids("upstream"),
        row.ids("downstream"),
        row.text("camera").filter(camera -> !camera.equals("なし")));
  }

  private static Kind kind(String text) {
    return text.contains("危機管理")
        ? Kind.CRISIS
        : text.contains("ため池") ? Kind.POND : Kind.TELEMETERED;
  }

  private static Reference reference(String text) {
    return text.startsWith("T.P")
        ? Reference.TP
        : text.contains("氾濫開始") ? Reference.OVERFLOW : Reference.ZERO;
  }

  /** Crisis gauges say little while nothing happens. */
  private static Reporting reporting(Kind kind, Row row) {
    Duration interval =
        Duration.ofMinutes((long) Math.max(1, row.number("interval").orElse(USUAL_MINUTES)));
    return kind == Kind.CRISIS
        ? new Reporting(DAY, interval, row.number("watchFrom"))
        : Reporting.every(interval);
  }

  private static Dated<LevelSet> levels(
      String id, Row row, Reference reference, List<String> faults) {
    List<Level> levels = new ArrayList<>();
    add(levels, row, "watchFrom", LevelSet.WATCH_FROM, Severity.NOTICE);
    add(levels, row, "standby", LevelSet.STANDBY, Severity.STANDBY);
    add(levels, row, "caution", LevelSet.CAUTION, Severity.CAUTION);
    add(levels, row, "full", "full", Severity.CAUTION);
    add(levels, row, "judgement", LevelSet.JUDGEMENT, Severity.JUDGEMENT);
    add(levels, row, "danger", LevelSet.DANGER, Severity.DANGER);
    add(levels, row, "overflow", LevelSet.OVERFLOW, Severity.DANGER);
    if (levels.isEmpty()) {
      return Dated.none();
    }
    try {
      return Dated.<LevelSet>none().with(row.day("levelsFrom"), new LevelSet(levels));
    } catch (IllegalArgumentException e) {
      faults.add("%s (%s): %s".formatted(id, reference, e.getMessage()));
      return Dated.none();
    }
  }

  /** A level is called as its column, without the unit. */
  private static void add(
      List<Level> levels, Row row, String column, String code, Severity severity) {
    OptionalDouble metres = row.number(column);
    if (metres.isPresent()) {
      String name = row.columns().of(column).replaceFirst("_m$", "");
      levels.add(new Level(code, name, metres.getAsDouble(), severity));
    }
  }
}
