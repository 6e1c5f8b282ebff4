package org.machizu.shelters;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;

/** What was said of shelters. A port, with one contract test for every store. */
public interface ShelterStore {
  /**
   * What somebody wants to say of a shelter.
   *
   * @param expected the version that they know; null: whatever stands
   * @param next what they say, after what stands; of it version, moment and name do not count
   */
  record Wish(String shelter, @Nullable Long expected, UnaryOperator<ShelterState> next) {}

  /** How each shelter stands of which something was ever said. */
  Map<String, ShelterState> states();

  /** The number of the last line; 0 before the first. Lines become visible in their order. */
  long last();

  /** The lines after a number, in order. */
  List<ShelterChange> since(long number, int limit);

  /** What was said of a shelter before a line of it, newest first. */
  List<ShelterChange> history(String shelter, long before, int limit);

  /**
   * Says something of one shelter or many, all or nothing; with its lines in the audit log, one for
   * each shelter. Returns after the commit. Where nothing differs from what stands, nothing is
   * written.
   *
   * @param by who says it
   * @param entry of the audit log, without its object
   * @return what was written, in the order of the wishes
   * @throws StaleShelterException when one of them stands otherwise than its speaker knows
   */
  List<ShelterChange> say(List<Wish> wishes, String by, Instant at, AuditEntry entry);
}
