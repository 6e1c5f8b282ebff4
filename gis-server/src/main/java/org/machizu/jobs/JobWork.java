package org.machizu.jobs;

import java.util.Map;
import org.machizu.access.Asker;

/**
 * What a job is to do, written down so that any server can do it.
 *
 * @param lane whose turn it is to be done in
 * @param asker who asked; what they may is worked out anew when it is done
 * @param parameters ready for JSON
 */
public record JobWork(Lane lane, Asker asker, Map<String, Object> parameters) {

  /** Jobs of the public have a lane of their own, so that they never keep the staff waiting. */
  public enum Lane {
    STAFF,
    OPEN
  }

  public JobWork {
    parameters = Map.copyOf(parameters);
  }
}
