package org.machizu.jobs;

import java.util.Map;
import org.machizu.access.Actor;

/** One kind of work that any server can do, from what is written down of it. */
public interface WorkKind {

  /**
   * The task that the parameters tell of.
   *
   * @param actor who asked, with the rights of now, in the job
   * @param parameters as they were given to {@link Jobs#submit}
   * @throws TaskFailedException when they cannot be understood (any more)
   */
  Task task(Actor actor, Map<String, Object> parameters) throws TaskFailedException;
}
