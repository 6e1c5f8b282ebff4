package org.machizu.layers;

import java.util.Map;
import org.machizu.geo.feature.Revision;

/**
 * What a job has done to a layer, as its audit line tells.
 *
 * @param counts the numbers that the line holds, by name, as {@code created}
 */
public record DoneByJob(Revision revision, Map<String, Long> counts) {

  /** What a job can do to a layer, each once. */
  public enum Step {
    CREATED,
    DESCRIBED,
    IMPORTED,
    UNDONE
  }

  public DoneByJob {
    counts = Map.copyOf(counts);
  }

  /** One of the numbers; 0 when the line does not have it. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }
}
