package org.machizu.permits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.machizu.access.AuditEntry;

/** The checklists that a town has had. A port, with one contract test for every store. */
public interface ChecklistStore {
  /** So many versions are kept in a town. */
  int MOST = 10_000;

  /** As many are listed at once, the newest. */
  int LISTED = 200;

  /**
   * A version.
   *
   * @param number 1 for the first that the town saved
   * @param author who saved it
   * @param note why, in their words; may be empty
   */
  record Version(long number, Instant saved, String author, String note, String yaml) {}

  /** The one in force; empty while the town has saved none. */
  Optional<Version> newest();

  /** The number of the one in force; 0 while the town has saved none. */
  long newestNumber();

  /** One of them. */
  Optional<Version> find(long number);

  /** The newest ones, newest first, without their YAML. */
  List<Version> list();

  /**
   * Puts a checklist into force, together with its line in the audit log; returns after the commit.
   *
   * @param expected the number of the version that it replaces; 0: none
   * @return the new number; empty when another version is in force, or there are {@link #MOST}
   */
  Optional<Long> save(
      long expected, String yaml, String author, String note, Instant at, AuditEntry entry);
}
