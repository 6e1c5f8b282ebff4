package org.machizu.gauges;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Silence;
import org.machizu.sensors.alert.Trend;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.GateState;
import org.machizu.sensors.quality.Mark;

/**
 * A gauge as it is told to whoever sees it: its newest believed reading against its levels. What is
 * measured in maintenance, or is not believed, never stands here; that it is so, does.
 */
final class GaugeView {
  /** Slower than this is no rise and no fall. */
  private static final double STEADY_M_PER_HOUR = 0.05;

  private GaugeView() {}

  /** How far a gauge can be relied on at the moment. */
  enum Quality {
    GOOD("good"),
    /** The newest readings are not believed; what stands here is older. */
    DOUBTED("doubted"),
    MAINTENANCE("maintenance"),
    SILENT("silent"),
    /** Its newest reading was under way for so long that it says nothing of now. */
    LATE("late"),
    /** It never had a reading. */
    NONE("none");

    private final String code;

    Quality(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /**
   * @param kept where its readings stand; empty before the first
   * @param minds whether it is for who sees to gauges: with the forecast, and whether messages may
   *     be lost
   */
  static Map<String, @Nullable Object> json(
      GaugeSight.Seen seen,
      Standings.Ruled ruled,
      Optional<GaugeStore.Standing> kept,
      Lateness lateness,
      boolean minds,
      Instant now) {
    Gauge gauge = ruled.standing().gauge();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("gauge", gauge.id());
    json.put("id", seen.feature().id());
    json.put("name", gauge.name());
    json.put("kind", gauge.kind().name().toLowerCase(Locale.ROOT));
    json.put("water", gauge.water());
    json.put("section", gauge.section().orElse(null));
    place(json, seen.feature().geometry());
    json.put("reference", gauge.reference().name().toLowerCase(Locale.ROOT));
    json.put("zeroTpM", gauge.zero().at(now).orElse(null));
    json.put("levels", gauge.levelsAt(now).levels().stream().map(GaugeView::level).toList());
    json.put("embankmentM", orNull(gauge.embankment()));
    json.put("camera", gauge.camera().orElse(null));
    json.put("upstream", gauge.upstream());
    json.put("downstream", gauge.downstream());
    json.put("quality", quality(ruled, kept, lateness, now).code());
    json.put("latest", latest(ruled, kept, now));
    json.put(
        "drill", ruled.drillAt(now).filter(Drill::publicly).map(GaugeView::drill).orElse(null));
    json.put("trend", kept.flatMap(k -> trend(k, now)).orElse(null));
    if (minds) {
      json.put("mayLose", kept.map(GaugeStore.Standing::mayLose).orElse(false));
      json.put("forecast", kept.flatMap(GaugeView::forecast).orElse(null));
    }
    return json;
  }

  private static void place(Map<String, @Nullable Object> json, @Nullable Geometry geometry) {
    Point point = geometry == null || geometry.isEmpty() ? null : geometry.getCentroid();
    json.put("lon", point == null ? null : (Double) point.getX());
    json.put("lat", point == null ? null : (Double) point.getY());
  }

  static Map<String, @Nullable Object> level(Level level) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("code", level.code());
    json.put("name", level.name());
    json.put("metres", level.metres());
    json.put("severity", level.severity().name().toLowerCase(Locale.ROOT));
    return json;
  }

  private static Map<String, Object> drill(Drill drill) {
    return Map.of("name", drill.name(), "until", drill.span().to());
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  private static Quality quality(
      Standings.Ruled ruled, Optional<GaugeStore.Standing> kept, Lateness lateness, Instant now) {
    if (Span.anyCovers(ruled.standing().maintenance(), now)) {
      return Quality.MAINTENANCE;
    }
    if (kept.isEmpty() || kept.get().state().gate().latest() == null) {
      return Quality.NONE;
    }
    if (Silence.at(ruled.standing(), kept.get().state(), kept.get().heard(), now).isPresent()) {
      return Quality.SILENT;
    }
    Mark mark = kept.get().mark();
    if (mark != null && mark.isBad()) {
      return Quality.DOUBTED;
    }
    return lateness.isLate(kept.get()) ? Quality.LATE : Quality.GOOD;
  }

  private static @Nullable Map<String, @Nullable Object> latest(
      Standings.Ruled ruled, Optional<GaugeStore.Standing> kept, Instant now) {
    GateState.Point last = kept.map(k -> k.state().gate().last()).orElse(null);
    if (last == null) {
      return null;
    }
    Gauge gauge = ruled.standing().gauge();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("time", last.time());
    json.put("ageSeconds", Math.max(0, Duration.between(last.time(), now).toSeconds()));
    json.put("metres", last.metres());
    json.put("tpM", rounded(gauge.tp(last.metres(), last.time())));
    json.put(
        "level",
        gauge.levelsAt(last.time()).reachedBy(last.metres()).map(Level::code).orElse(null));
    json.put("leftToEmbankmentM", rounded(gauge.leftToEmbankment(last.metres())));
    return json;
  }

  /** The trend at the newest readings, unless they are old. */
  private static Optional<Map<String, @Nullable Object>> trend(
      GaugeStore.Standing kept, Instant now) {
    List<GateState.Point> recent = kept.state().recent();
    if (recent.isEmpty() || recent.getLast().time().isBefore(now.minus(Duration.ofHours(6)))) {
      return Optional.empty();
    }
    return Trend.ofRecent(recent)
        .map(trend -> {
          Map<String, @Nullable Object> json = new LinkedHashMap<>();
          json.put("direction", direction(trend));
          json.put("metresPerHour", rounded(trend.metresPerHour()));
          json.put("lowMetresPerHour", rounded(trend.lowMetresPerHour()));
          json.put("highMetresPerHour", rounded(trend.highMetresPerHour()));
          return json;
        });
  }

  private static String direction(Trend trend) {
    return trend.metresPerHour() >= STEADY_M_PER_HOUR && trend.lowMetresPerHour() > 0
        ? "rising"
        : trend.metresPerHour() <= -STEADY_M_PER_HOUR && trend.highMetresPerHour() < 0
            ? "falling"
            : "steady";
  }

  private static @Nullable Double rounded(OptionalDouble metres) {
    return metres.isPresent() ? (Double) rounded(metres.getAsDouble()) : null;
  }

  private static double rounded(double metres) {
    return Math.round(metres * 1000) / 1000.0;
  }

  private static Optional<Map<String, @Nullable Object>> forecast(GaugeStore.Standing kept) {
    return kept.state().open().stream()
        .filter(episode -> episode.kind() == Episode.Kind.FORECAST)
        .min(Comparator.comparing(Episode::raised))
        .map(GaugeView::forecast);
  }

  private static Map<String, @Nullable Object> forecast(Episode episode) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("level", episode.level());
    json.put("metres", episode.thresholdM());
    json.put("since", episode.last());
    json.put("reach", episode.reach());
    return json;
  }
}
