package org.machizu.gauges;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  static NeighbourWords now(Standings standings, GaugeStore store) {
    NeighbourWords words = new NeighbourWords(standings);
    store.standings().forEach(kept -> words.states.put(kept.stream(), kept.state()));
    return words;
  }

  /** Empty where there is nothing to say: the alert is over, or is about silence. */
  Optional<Neighbours.Word> of(Alert alert) {
    if (alert.status() != Alert.Status.ACTIVE || alert.episode().kind() == Kind.NO_DATA) {
      return Optional.empty();
    }
    return standings
        .find(alert.stream().gauge())
        .map(ruled -> ruled.standing().gauge())
        .map(gauge -> Neighbours.of(near(gauge, alert.stream().drill()), alert.episode().last()));
  }

  private List<Neighbours.Near> near(Gauge gauge, boolean drill) {
    List<String> ids = new ArrayList<>(gauge.upstream());
    ids.addAll(gauge.downstream());
    List<Neighbours.Near> near = new ArrayList<>();
    for (String id : ids) {
      JudgeState state = states.get(new Stream(id, drill));
      Optional<Standings.Ruled> ruled = standings.find(id);
      if (state != null && ruled.isPresent()) {
        near.add(new Neighbours.Near(ruled.get().standing().gauge(), state));
      }
    }
    return near;
  }
}
