package org.machizu.outbox;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.Alert;
import org.machizu.gauges.AlertEvent;
import org.machizu.http.Json;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.notify.Situation;
import org.machizu.sensors.notify.Step;

/** Puts an alert into the words of {@code sensors.notify}. */
public final class Situations {
  private final Stations stations;
  private final Optional<URI> publicUrl;
  private final Clock clock;

  /**
   * @param publicUrl where browsers reach the server; empty: messages have no link
   */
  public Situations(Stations stations, Optional<URI> publicUrl, Clock clock) {
    this.stations = stations;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /** An alert as it stands. */
  public Situation of(Alert alert) {
    String id = alert.stream().gauge();
    Optional<Gauge> gauge = stations.find(id);
    Episode episode = alert.episode();
    Optional<String> level =
        Optional.ofNullable(episode.level())
            .map(code ->
                gauge
                    .flatMap(one -> one.levelsAt(episode.first()).find(code))
                    .map(Level::name)
                    .orElse(code));
    return new Situation(
        alert.id(),
        id,
        gauge.map(Gauge::name).orElse(id),
        gauge.map(Gauge::water).orElse(""),
        gauge.flatMap(Gauge::section),
        level,
        gauge.map(Gauge::reference).orElse(Reference.ZERO),
        episode,
        alert.told(),
        alert.stream().drill(),
        alert.stream().drill() && stations.publicDrill(id, clock.instant()).isPresent(),
        state(alert.status()),
        alert.acknowledged() != null,
        alert.published() != null,
        publicUrl.map(url -> url + "/?gauge=" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
  }

  private static Situation.State state(Alert.Status status) {
    return switch (status) {
      case ACTIVE -> Situation.State.ACTIVE;
      case ENDED -> Situation.State.ENDED;
      case WITHDRAWN -> Situation.State.WITHDRAWN;
      case MERGED -> Situation.State.MERGED;
    };
  }

  static Step step(AlertEvent.What what) {
    return switch (what) {
      case RAISED -> Step.RAISED;
      case RECORDED -> Step.RECORDED;
      case GRAVER -> Step.GRAVER;
      case REOPENED -> Step.REOPENED;
      case CLEARED -> Step.CLEARED;
      case DETAILS -> Step.DETAILS;
      case WITHDRAWN -> Step.WITHDRAWN;
      case MERGED -> Step.MERGED;
      case ACKNOWLEDGED -> Step.ACKNOWLEDGED;
      case ASSIGNED -> Step.ASSIGNED;
      case PUBLISHED -> Step.PUBLISHED;
    };
  }

  /** The same for programs, as JSON. */
  static String facts(Situation situation) {
    Episode episode = situation.episode();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", situation.alert());
    json.put("gauge", situation.gauge());
    json.put("gaugeName", situation.gaugeName());
    json.put("water", situation.water());
    json.put("section", situation.section().orElse(null));
    json.put("kind", RecipientJson.word(episode.kind()));
    json.put("level", episode.level());
    json.put("levelName", situation.levelName().orElse(null));
    json.put("severity", RecipientJson.word(episode.severity()));
    json.put("reference", RecipientJson.word(situation.reference()));
    json.put("thresholdM", episode.thresholdM());
    json.put("peakM", episode.peakM());
    json.put("peakAt", episode.peakAt());
    json.put("first", episode.first());
    json.put("last", episode.last());
    json.put("cleared", episode.cleared());
    json.put("reachSeconds", episode.reach());
    json.put("state", RecipientJson.word(situation.state()));
    json.put("drill", situation.drill());
    json.put("link", situation.link().orElse(null));
    return new String(Json.bytes(json), StandardCharsets.UTF_8);
  }
}
