package org.machizu.jobs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One piece of long work as it stands.
 *
 * @param id unguessable
 * @param kind "import", "export" or "undo"
 * @param owner the actor who started it
 * @param progress 0 to 1
 * @param result what came of it, ready for JSON; null before the end. A failed job has {@code
 *     code}, {@code detail} and {@code advice} here.
 */
public record Job(
    String id,
    String kind,
    String owner,
    State state,
    double progress,
    @Nullable Map<String, Object> result,
    Instant created,
    Instant changed) {

  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }
  }
}
