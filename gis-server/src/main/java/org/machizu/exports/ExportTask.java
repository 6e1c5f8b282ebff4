package org.machizu.exports;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.machizu.access.Actor;
import org.machizu.jobs.Progress;
import org.machizu.jobs.Spool;
import org.machizu.jobs.SpoolLimitException;
import org.machizu.jobs.Task;
import org.machizu.jobs.TaskFailedException;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** An export as the work of a job; the file lies in the spool until it is too old. */
final class ExportTask implements Task {
  private final Exporter exporter;
  private final VisibleLayers layers;
  private final Spool spool;
  private final ExportLog log;
  private final Actor actor;
  private final String layerName;
  private final ExportRequest request;
  private final ExportLimits limits;

  ExportTask(
      Exporter exporter,
      VisibleLayers layers,
      Spool spool,
      ExportLog log,
      Actor actor,
      String layerName,
      ExportRequest request,
      ExportLimits limits) {
    this.exporter = exporter;
    this.layers = layers;
    this.spool = spool;
    this.log = log;
    this.actor = actor;
    this.layerName = layerName;
    this.request = request;
    this.limits = limits;
  }

  @Override
  public Map<String, Object> run(String jobId, Progress progress) throws Exception {
    // Asked again: what the actor may see can have changed while the job waited.
    VisibleLayer layer =
        layers
            .find(actor, layerName)
            .orElseThrow(() ->
                failed("not-found", "there is no layer '" + layerName + "'", "Choose another."));
    Path folder = newFolder(jobId);
    boolean complete = false;
    try {
      Path file = folder.resolve(exporter.fileName(layer.entry().layer(), request));
      Instant expires = spool.resultExpires();
      ExportResult written = exporter.write(layer, request, file, limits, progress);
      // Until the job is told to be done nobody can fetch the file: logged first, then to be had.
      log.written(actor, layerName, jobId, request, written);
      Map<String, Object> result = new LinkedHashMap<>(written.asMap());
      result.put("href", "/api/jobs/" + jobId + "/file");
      result.put("expires", expires.toString());
      complete = true;
      return result;
    } catch (ExportException e) {
      throw failed(e.code(), String.valueOf(e.getMessage()), e.advice());
    } finally {
      if (!complete) {
        spool.remove(folder);
      }
    }
  }

  private Path newFolder(String jobId) throws Exception {
    try {
      return spool.newResultFolder(jobId);
    } catch (SpoolLimitException e) {
      throw failed(e.code(), String.valueOf(e.getMessage()), "Try again in an hour.");
    }
  }

  private static TaskFailedException failed(String code, String detail, String advice) {
    return new TaskFailedException(code, detail, advice, Map.of());
  }
}
