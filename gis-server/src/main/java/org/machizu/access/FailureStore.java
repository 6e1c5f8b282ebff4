package org.machizu.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Counts failed sign-ins, for all servers of a town. A port. Keys are kept as hashes only: people
 * type passwords into the field for names.
 */
public interface FailureStore {

  /**
   * What is counted together.
   *
   * @param keep how long it is remembered after the last time
   */
  record Counted(String key, Duration keep) {}

  /**
   * @param last when it was counted last; {@link Instant#MIN} when it never was
   */
  record Count(int times, Instant last) {
    public static final Count NONE = new Count(0, Instant.MIN);
  }

  /**
   * Judges and counts in one transaction, so that attempts at the same moment, on any server, are
   * not judged by the same count.
   *
   * @param judge is given the counts in the order of the keys; what it answers is the answer. When
   *     it is empty, each of {@code counted} is counted once more
   * @param asked further keys whose counts the judge is given, behind the others
   */
  Optional<Instant> attempt(
      List<Counted> counted,
      List<Counted> asked,
      Instant now,
      Function<List<Count>, Optional<Instant>> judge);

  /** An attempt has failed: its line in the audit log. Its count was taken before. */
  void failed(AuditEntry entry);

  /**
   * An attempt has succeeded.
   *
   * @param forgotten are no longer counted
   * @param takenBack are counted once less
   * @param remembered are counted
   */
  void succeeded(
      List<Counted> forgotten, List<Counted> takenBack, List<Counted> remembered, Instant now);
}
