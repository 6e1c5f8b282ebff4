package org.machizu.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.access.Actor;
import org.machizu.access.AuditLog;
import org.machizu.audit.AuditRecords;
import org.machizu.audit.ChainReport;
import org.machizu.audit.Head;
import org.machizu.audit.HeadsText;
import org.machizu.audit.Sealer;
import org.machizu.exports.ExportLog;
import org.machizu.exports.ExportRequest;
import org.machizu.exports.ExportResult;
import org.machizu.handover.HandoverException;
import org.machizu.handover.HandoverRequest;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** What the command line does with the audit log: check it, and stand in it with its exports. */
final class AuditWork {
  /** A file of heads is small; more is something else. */
  private static final long MAX_BYTES = 1 << 20;

  private final ExportLog exports;
  private final Sealer sealer;

  AuditWork(AuditLog log, AuditRecords records, InstantSource clock, Sealer sealer) {
    this.exports = new ExportLog(log, records, clock);
    this.sealer = sealer;
  }

  void exportBegins(String layer, ExportRequest request) {
    exports.begins(Actor.OPERATOR, layer, request);
  }

  void exportEnded(String layer, ExportRequest request, ExportResult result) {
    exports.ended(Actor.OPERATOR, layer, request, result);
  }

  /** Checks every line; {@code against} names a file of heads that was kept elsewhere. */
  Map<String, Object> verify(HandoverRequest request, Progress progress)
      throws HandoverException, CancelledException {
    List<Head> against = new ArrayList<>();
    if (request.find("against").isPresent()) {
      against.addAll(heads(Path.of(request.get("against"))));
    }
    return report(sealer.verify(against, progress));
  }

  private static List<Head> heads(Path file) throws HandoverException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException("it is too large for a file of audit heads");
      }
      return HeadsText.read(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new HandoverException(
          "bad-heads",
          file + " cannot be used: " + e.getMessage(),
          "give a file from the folder audit-heads, or a copy of one, by --against");
    }
  }

  private static Map<String, Object> report(List<ChainReport> reports) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("holds", reports.stream().allMatch(r -> r.problems().isEmpty()));
    report.put("chains", reports.stream().map(ChainReport::json).toList());
    return report;
  }
}
