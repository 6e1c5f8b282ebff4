package org.machizu.exports;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.AuditLog;
import org.machizu.access.JobMark;
import org.machizu.audit.AuditFilter;
import org.machizu.audit.AuditRecords;
import org.machizu.geo.filter.Predicate;

/**
 * Tells the audit log of exports. A file that a job makes is told of before it can be fetched, with
 * its count; one that is written where somebody named, before its first byte, and once more with
 * its count.
 */
public final class ExportLog {
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private final AuditLog log;
  private final AuditRecords records;
  private final InstantSource clock;

  /**
   * @param records where it is looked whether a line was written already
   */
  public ExportLog(AuditLog log, AuditRecords records, InstantSource clock) {
    this.log = log;
    this.records = records;
    this.clock = clock;
  }

  /** Before the first byte of a file that no job makes. */
  public void begins(Actor actor, String layer, ExportRequest request) {
    log.append(entry(actor, layer, null, request).with("step", "begin"));
  }

  /** After the last byte of that file. */
  public void ended(Actor actor, String layer, ExportRequest request, ExportResult result) {
    log.append(counted(entry(actor, layer, null, request), result).with("step", "end"));
  }

  /**
   * As {@link #written}, of a file that an earlier try of the job has made: once, whether that try
   * ended before the line was written or after.
   */
  void writtenBefore(
      Actor actor, String layer, String jobId, ExportRequest request, Map<String, Object> result) {
    if (!isWritten(actor, layer, jobId)) {
      written(actor, layer, jobId, request, result);
    }
  }

  /**
   * Before a job's file can be fetched.
   *
   * @param result of the job, with {@code features} and {@code revision}
   */
  void written(
      Actor actor, String layer, String jobId, ExportRequest request, Map<String, Object> result) {
    log.append(
        entry(actor, layer, jobId, request)
            .with("features", String.valueOf(result.get("features")))
            .with("revision", String.valueOf(result.get("revision"))));
  }

  private boolean isWritten(Actor actor, String layer, String jobId) {
    JobMark job = actor.job();
    if (job == null) {
      return false;
    }
    AuditFilter ofActor =
        new AuditFilter(
            job.asked().minus(CLOCKS_DIFFER),
            null,
            actor.name(),
            Set.of(Action.EXPORTED),
            layer,
            null,
            null);
    String next = null;
    do {
      AuditRecords.Page page = records.find(ofActor, next, AuditRecords.MAX_LIMIT);
      if (page.lines().stream().anyMatch(l -> jobId.equals(l.details().get(JobMark.DETAIL)))) {
        return true;
      }
      next = page.next();
    } while (next != null);
    return false;
  }

  private AuditEntry entry(
      Actor actor, String layer, @Nullable String jobId, ExportRequest request) {
    AuditEntry entry =
        AuditEntry.of(clock.instant(), actor, Action.EXPORTED, layer)
            .with("format", request.format())
            .with("filter", request.where() instanceof Predicate.Everything ? "none" : "some");
    if (request.asOf() != null) {
      entry = entry.with("asOf", request.asOf());
    }
    return jobId == null ? entry : entry.with(JobMark.DETAIL, jobId);
  }

  private static AuditEntry counted(AuditEntry entry, ExportResult result) {
    return entry.with("features", result.features()).with("revision", result.revision());
  }
}
