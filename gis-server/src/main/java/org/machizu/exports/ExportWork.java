package org.machizu.exports;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.machizu.access.Actor;
import org.machizu.http.Json;
import org.machizu.http.ProblemException;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.Progress;
import org.machizu.jobs.SpoolLimitException;
import org.machizu.jobs.Task;
import org.machizu.jobs.TaskFailedException;
import org.machizu.jobs.WorkKind;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * An export as the work of a job; its file is kept until it is too old. An export that another
 * server did not end is written anew, unless its file is there whole.
 */
public final class ExportWork implements WorkKind {
  /** What such jobs are called. */
  public static final String KIND = "export";

  /** Under what such a file is found again; not one of what callers say. */
  static final String KEY = "download";

  private final VisibleLayers layers;
  private final Exporter exporter;
  private final ExportParameters parameters;
  private final JobFiles files;
  private final ExportLog log;

  public ExportWork(
      VisibleLayers layers,
      Exporter exporter,
      ExportParameters parameters,
      JobFiles files,
      ExportLog log) {
    this.layers = layers;
    this.exporter = exporter;
    this.parameters = parameters;
    this.files = files;
    this.log = log;
  }

  @Override
  public Task task(Actor actor, Map<String, Object> said) {
    JsonNode body = Json.mapper().valueToTree(said);
    return (job, progress) -> new Run(actor, body, job, progress).run();
  }

  /** One export in its steps. */
  private final class Run {
    private final Actor actor;
    private final JsonNode body;
    private final String layerName;
    private final String job;
    private final Progress progress;

    Run(Actor actor, JsonNode body, String job, Progress progress) {
      this.actor = actor;
      this.body = body;
      this.layerName = ExportParameters.layer(body);
      this.job = job;
      this.progress = progress;
    }

    Map<String, Object> run() throws Exception {
      // Asked now: what the actor may see can have changed while the job waited.
      VisibleLayer layer =
          layers
              .find(actor, layerName)
              .orElseThrow(() ->
                  failed("not-found", "there is no layer '" + layerName + "'", "Choose another."));
      ExportRequest request = request(layer);
      Map<String, Object> written = progress.kept();
      if (!written.isEmpty() && files.findResult(job).isPresent()) {
        log.writtenBefore(actor, layerName, job, request, written);
        return written;
      }
      return write(layer, request);
    }

    private ExportRequest request(VisibleLayer layer) throws TaskFailedException {
      try {
        return parameters.read(body, layer);
      } catch (ProblemException e) {
        throw failed(e.problem().code(), e.problem().detail(), e.problem().advice());
      }
    }

    private Map<String, Object> write(VisibleLayer layer, ExportRequest request) throws Exception {
      ExportLimits limits = actor.isStaff() ? ExportLimits.STAFF : ExportLimits.OPEN;
      boolean complete = false;
      try {
        Path file =
            files.newResultFolder(job).resolve(exporter.fileName(layer.entry().layer(), request));
        Instant expires = files.resultExpires();
        ExportResult made = exporter.write(layer, request, file, limits, progress);
        Map<String, Object> result = new LinkedHashMap<>(made.asMap());
        result.put("href", "/api/jobs/" + job + "/file");
        result.put("expires", expires.toString());
        if (body.has(KEY)) {
          result.put(KEY, body.path(KEY).asText());
          result.put("sha256", Checksum.of(file));
        }
        files.keepResult(job);
        progress.keep(result);
        complete = true;
        // Until the job is told to be done nobody can fetch the file: logged first, then to be had.
        log.written(actor, layerName, job, request, result);
        return result;
      } catch (ExportException e) {
        throw failed(e.code(), String.valueOf(e.getMessage()), e.advice());
      } catch (SpoolLimitException e) {
        throw failed(e.code(), String.valueOf(e.getMessage()), "Try again in an hour.");
      } finally {
        if (!complete) {
          files.removeResult(job);
        }
      }
    }
  }

  private static TaskFailedException failed(String code, String detail, String advice) {
    return new TaskFailedException(code, detail, advice, Map.of());
  }
}
