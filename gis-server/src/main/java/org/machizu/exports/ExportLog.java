package org.machizu.exports;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.AuditLog;
import org.machizu.geo.filter.Predicate;

/**
 * Tells the audit log of exports. A file that lies in the spool is told of before it can be
 * fetched, with its count; one that is written where somebody named, before its first byte, and
 * once more with its count.
 */
public final class ExportLog {
  private final AuditLog log;
  private final InstantSource clock;

  public ExportLog(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Before the first byte of a file outside the spool. */
  public void begins(Actor actor, String layer, ExportRequest request) {
    log.append(entry(actor, layer, null, request).with("step", "begin"));
  }

  /** After the last byte of that file. */
  public void ended(Actor actor, String layer, ExportRequest request, ExportResult result) {
    log.append(counted(entry(actor, layer, null, request), result).with("step", "end"));
  }

  /** Before a file of the spool can be fetched. */
  void written(
      Actor actor, String layer, String jobId, ExportRequest request, ExportResult result) {
    log.append(counted(entry(actor, layer, jobId, request), result));
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
    return jobId == null ? entry : entry.with("job", jobId);
  }

  private static AuditEntry counted(AuditEntry entry, ExportResult result) {
    return entry.with("features", result.features()).with("revision", result.revision());
  }
}
