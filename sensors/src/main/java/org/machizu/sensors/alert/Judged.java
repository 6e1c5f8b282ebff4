package org.machizu.sensors.alert;

import java.util.List;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Mark;

/**
 * What a number of readings led to.
 *
 * @param marks what is thought of each of the readings, in their order
 * @param episodes those that went on before the first reading, and those that came with them, by
 *     the moment at which they were certain; the open ones are those of {@code state}
 * @param spikes times in which readings that were marked as jumps, these and former ones, turned
 *     out to be spikes
 * @param state where the alerts stand after the last
 */
public record Judged(
    List<Marked> marks, List<Episode> episodes, List<Span> spikes, JudgeState state) {

  /** A reading and what is thought of it. */
  public record Marked(Observation observation, Mark mark) {}

  public Judged {
    marks = List.copyOf(marks);
    episodes = List.copyOf(episodes);
    spikes = List.copyOf(spikes);
  }
}
