package org.machizu.gauges;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.alert.Episode;

/** Alerts as they are told to who sees to gauges. */
final class AlertView {
  private final GaugeStore readings;
  private final Standings standings;
  private final Clock clock;

  AlertView(GaugeStore readings, Standings standings, Clock clock) {
    this.readings = readings;
    this.standings = standings;
    this.clock = clock;
  }

  /** Alerts, with what the neighbours of their gauges say of those that go on. */
  List<Map<String, @Nullable Object>> json(List<Alert> alerts) {
    NeighbourWords neighbours = NeighbourWords.about(alerts, standings, readings);
    return alerts.stream().map(alert -> json(alert, neighbours)).toList();
  }

  private Map<String, @Nullable Object> json(Alert alert, NeighbourWords neighbours) {
    Episode episode = alert.episode();
    Optional<Standings.Ruled> gauge = standings.find(alert.stream().gauge());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", alert.id());
    json.put("gauge", alert.stream().gauge());
    json.put("name", gauge.map(g -> g.standing().gauge().name()).orElse(alert.stream().gauge()));
    json.put("water", gauge.map(g -> g.standing().gauge().water()).orElse(""));
    json.put("drill", alert.stream().drill());
    json.put("publicDrill", isOfPublicDrill(alert, gauge));
    json.put("kind", GaugeWords.code(episode.kind()));
    json.put("level", episode.level());
    json.put("levelName", gauge.flatMap(g -> levelName(g, episode)).orElse(null));
    json.put("severity", GaugeWords.code(episode.severity()));
    json.put("thresholdM", episode.thresholdM());
    json.put("first", episode.first());
    json.put("raised", episode.raised());
    json.put("last", episode.last());
    json.put("cleared", episode.cleared());
    json.put("peakM", episode.peakM());
    json.put("peakAt", episode.peakAt());
    json.put("reach", episode.reach());
    json.put("neighbours", neighbours.of(alert).map(GaugeWords::code).orElse(null));
    json.put("status", GaugeWords.code(alert.status()));
    json.put("past", alert.past());
    json.put("mergedInto", alert.mergedInto());
    json.put("told", alert.told());
    json.put("version", alert.version());
    json.put("acknowledged", alert.acknowledged());
    json.put("assignee", alert.assignee());
    json.put("published", alert.published());
    return json;
  }

  /** Whether the public would be told, if somebody confirmed it now. */
  private boolean isOfPublicDrill(Alert alert, Optional<Standings.Ruled> gauge) {
    return alert.stream().drill()
        && gauge.flatMap(g -> g.drillAt(clock.instant())).map(Drill::publicly).orElse(false);
  }

  private static Optional<String> levelName(Standings.Ruled gauge, Episode episode) {
    return Optional.ofNullable(episode.level())
        .flatMap(code -> gauge.standing().gauge().levelsAt(episode.raised()).find(code))
        .map(level -> level.name());
  }

  /** One step. */
  static Map<String, @Nullable Object> step(AlertEvent event) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", event.number());
    json.put("what", GaugeWords.code(event.what()));
    json.put("recorded", event.recorded());
    json.put("author", event.author());
    json.put("note", event.note());
    return json;
  }
}
