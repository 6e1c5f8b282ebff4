package org.machizu.residents;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.retention.Cleared;

/**
 * Cases with their history, reports, photos, and hints. A port, with one contract test for every
 * store; each write lies in one transaction with its line in the audit log.
 */
public interface WatchStore {
  /** Cases and reports that a town may have; older ones go by retention. */
  long MOST_CASES = 1_000_000;

  /**
   * Who does it and when.
   *
   * @param layer the layer of households, which the audit line is about: who may not know of a
   *     household is not told its number there
   */
  record By(Actor actor, String layer, Instant now) {}

  /**
   * What comes with a step.
   *
   * @param note "" when there is none
   */
  record With(String note, @Nullable Photo photo) {
    public static final With NOTHING = new With("", null);
  }

  /**
   * Opens a case.
   *
   * @param event "" when it is about no snowfall
   * @param report the report that it comes from; null when it comes from none
   * @throws WatchConflictException {@code case-open} when the household has one for this snowfall
   *     that is not settled; {@code watch-full}
   */
  WatchCase open(
      By by,
      long household,
      String event,
      WatchCase.Origin origin,
      @Nullable String report,
      With with);

  /**
   * Does something with a case.
   *
   * @param expected the version that the caller has seen; null: whatever stands
   * @throws WatchConflictException {@code case-stale} when another version stands; {@code
   *     case-open} when it is reopened and another one is open; what the step says
   * @throws java.util.NoSuchElementException when there is no such case
   */
  WatchCase step(By by, long id, @Nullable Long expected, CaseStep step, With with);

  Optional<WatchCase> find(long id);

  /** The history, from its beginning; at most 1000 lines. */
  List<CaseEntry> history(long id);

  /**
   * Which cases.
   *
   * @param settled true: only settled ones; false: only others; null: all
   * @param households only of these; null: of all
   * @param assignee only what this one looks after; null: whoever does
   */
  record Filter(
      @Nullable Boolean settled,
      @Nullable Collection<Long> households,
      @Nullable Assignee assignee) {
    public static final Filter ALL = new Filter(null, null, null);
  }

  /**
   * Cases, the newest first.
   *
   * @param below only with smaller ids; for the first page {@link Long#MAX_VALUE}
   * @param limit 1 to 1000
   */
  List<WatchCase> list(Filter filter, long below, int limit);

  /**
   * For the list: each case that is not settled, and the settled ones of one snowfall or with a day
   * to look again.
   */
  List<WatchCase> listFor(String event);

  /**
   * Keeps a report.
   *
   * @param perHour how many the same reporter may make in an hour
   * @return false when it was there already
   * @throws WatchConflictException {@code reports-too-many}; {@code watch-full}
   */
  boolean report(
      EntranceReport report, @Nullable Photo photo, int perHour, Instant now, AuditEntry entry);

  Optional<EntranceReport> findReport(String id);

  /**
   * Reports, the newest first.
   *
   * @param since only those seen from here on
   * @param before only those seen before
   * @param limit 1 to 10000
   */
  List<EntranceReport> listReports(Instant since, Instant before, int limit);

  /**
   * Says that somebody has seen to a report.
   *
   * @return false when there is no such report
   */
  boolean closeReport(String id, Instant now, AuditEntry entry);

  Optional<Photo> findPhoto(String hash);

  /** The households that have cases. */
  Set<Long> households();

  /**
   * Takes out the cases of households with their history, the reports they came from, and the
   * photos that nothing else has, so that no byte is left.
   *
   * @return how it was done, for the proof
   */
  Cleared forget(Collection<Long> households);

  /** What was made for a time; empty when nothing was. */
  Optional<String> findHints(long window);

  /**
   * Keeps what is made for a time, unless another server has.
   *
   * @return what stands
   */
  String keepHints(long window, String body);
}
