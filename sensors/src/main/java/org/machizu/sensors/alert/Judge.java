package org.machizu.sensors.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.machizu.sensors.alert.JudgeState.BadRun;
import org.machizu.sensors.alert.JudgeState.Run;
import org.machizu.sensors.alert.Judged.Marked;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Gate;
import org.machizu.sensors.quality.GateState;
import org.machizu.sensors.quality.GateState.Point;
import org.machizu.sensors.quality.Mark;

/**
 * Judges the readings of one gauge, one after the other in the order of sensor time: checks it,
 * notes silence before it, and, when it is believed, looks at each level and at the trend. A
 * reading that is not believed neither raises nor clears anything.
 */
public final class Judge {
  private final Standing standing;
  private final List<Marked> marks = new ArrayList<>();
  private final List<Episode> ended = new ArrayList<>();
  private final List<Span> spikes = new ArrayList<>();

  private GateState gate;
  private final List<Point> recent;
  private List<Run> runs;
  private List<Episode> open;
  private BadRun bad;

  private Judge(Standing standing, JudgeState start) {
    this.standing = standing;
    gate = start.gate();
    recent = new ArrayList<>(start.recent());
    runs = start.runs();
    open = new ArrayList<>(start.open());
    bad = start.bad();
  }

  /**
   * Judges readings.
   *
   * @param start where the alerts stood after the reading before the first of these
   * @param observations in their natural order, each once; none older than those before {@code
   *     start}
   */
  public static Judged judge(Standing standing, JudgeState start, List<Observation> observations) {
    Judge judge = new Judge(standing, start);
    observations.forEach(judge::take);
    return judge.result();
  }

  private Judged result() {
    List<Episode> episodes = new ArrayList<>(ended);
    episodes.addAll(open);
    episodes.sort(
        Comparator.comparing(Episode::raised)
            .thenComparing(Episode::kind)
            .thenComparing(Episode::severity));
    return new Judged(marks, episodes, spikes, new JudgeState(gate, recent, runs, open, bad));
  }

  private void take(Observation observation) {
    Instant time = observation.time();
    Silence.before(standing, gate, time).ifPresent(ended::add);
    Gate.Step step = standing.gateAt(time).look(gate, observation);
    if (step.spikesFrom() != null) {
      spikes.add(new Span(step.spikesFrom(), time));
      markSpikes(step.spikesFrom());
    }
    marks.add(new Marked(observation, step.mark()));
    gate = step.after();
    if (step.mark() == Mark.GOOD) {
      believe(new Point(time, observation.metres().getAsDouble()));
    } else if (step.mark().isBad()) {
      doubt(observation, step.mark());
    }
  }

  /** Marks the jumps since a moment as what they were. */
  private void markSpikes(Instant from) {
    for (int i = marks.size() - 1; i >= 0; i--) {
      Marked marked = marks.get(i);
      if (marked.observation().time().isBefore(from)) {
        return;
      }
      if (marked.mark() == Mark.JUMP) {
        marks.set(i, new Marked(marked.observation(), Mark.SPIKE));
      }
    }
  }

  private void believe(Point point) {
    recent.add(point);
    if (recent.size() > AlertRules.MOST) {
      recent.removeFirst();
    }
    bad = BadRun.NONE;
    AlertRules rules = standing.alertsAt(point.time());
    LevelSet levels = standing.gauge().levelsAt(point.time());
    List<Episode> next =
        new Levels(rules, levels, standing.gauge().reporting().flood(), List.copyOf(recent))
            .after(runs, open, point);
    runs = Levels.runs(levels, runs, point);
    next = Forecasts.after(rules, levels, List.copyOf(recent), next, point);
    keep(BadData.believed(next, recent));
  }

  private void keep(List<Episode> episodes) {
    open = new ArrayList<>();
    for (Episode episode : episodes) {
      (episode.isOpen() ? open : ended).add(episode);
    }
  }

  private void doubt(Observation observation, Mark mark) {
    Instant time = observation.time();
    bad = bad.and(time);
    boolean upwards =
        gate.last() != null
            && observation.metres().isPresent()
            && observation.metres().getAsDouble() > gate.last().metres();
    LevelSet levels = standing.gauge().levelsAt(time);
    keep(
        new BadData(standing.alertsAt(time), levels)
            .after(open, bad, observation, mark == Mark.JUMP && upwards));
  }
}
