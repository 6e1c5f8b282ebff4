package org.machizu.jobs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job is to do, written down so that any server can do it.
 *
 * @param parameters ready for JSON
 * @param input the hash of an attachment that the work begins with; null when it needs none
 */
public record JobWork(Map<String, Object> parameters, @Nullable String input) {
  public JobWork {
    parameters = Map.copyOf(parameters);
  }
}
