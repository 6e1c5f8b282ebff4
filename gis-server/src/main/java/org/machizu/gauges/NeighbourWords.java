package org.machizu.gauges;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.alert.JudgeState;
import org.machizu.sensors.alert.Neighbours;
import org.machizu.sensors.gauge.Gauge;

/** What the neighbours of gauges say of alerts that go on, by where all of them stand now. */
final class NeighbourWords {
  private final Standings standings;
  private final Map<Stream, JudgeState> states = new HashMap<>();

  private NeighbourWords(Standings standings) {
    this.standings = standings;
  }

  /** Reads where the neighbours of the alerts' gauges stand, and no others. */
  static NeighbourWords about(List<Alert> alerts, Standings standings, GaugeStore store) {
    NeighbourWords words = new NeighbourWords(standings);
    Set<Stream> near = new HashSet<>();
    for (Alert alert : alerts) {
      words
          .asked(alert)
          .ifPresent(
              gauge -> near(gauge).forEach(id -> near.add(new Stream(id, alert.stream().drill()))));
    }
    if (!near.isEmpty()) {
      store.standings(near).forEach(kept -> words.states.put(kept.stream(), kept.state()));
    }
    return words;
  }

  /** The gauge, where there is something to ask its neighbours. */
  private Optional<Gauge> asked(Alert alert) {
    return alert.status() != Alert.Status.ACTIVE || alert.episode().kind() == Kind.NO_DATA
        ? Optional.empty()
        : standings.find(alert.stream().gauge()).map(ruled -> ruled.standing().gauge());
  }

  private static List<String> near(Gauge gauge) {
    List<String> ids = new ArrayList<>(gauge.upstream());
    ids.addAll(gauge.downstream());
    return ids;
  }

  /** Empty where there is nothing to say: the alert is over, or is about silence. */
  Optional<Neighbours.Word> of(Alert alert) {
    return asked(alert)
        .map(gauge -> Neighbours.of(near(gauge, alert.stream().drill()), alert.episode().last()));
  }

  private List<Neighbours.Near> near(Gauge gauge, boolean drill) {
    List<Neighbours.Near> near = new ArrayList<>();
    for (String id : near(gauge)) {
      JudgeState state = states.get(new Stream(id, drill));
      Optional<Standings.Ruled> ruled = standings.find(id);
      if (state != null && ruled.isPresent()) {
        near.add(new Neighbours.Near(ruled.get().standing().gauge(), state));
      }
    }
    return near;
  }
}
