package org.machizu.exports;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.machizu.access.Actor;
import org.machizu.access.View;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.FileAnswer;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobFile;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;
import org.machizu.layers.PastReads;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** Asking for a layer as a file, and fetching the file. */
public final class ExportRoutes {
  private final VisibleLayers layers;
  private final ExportParameters parameters;
  private final Jobs jobs;
  private final JobFiles files;

  public ExportRoutes(
      VisibleLayers layers, ExportParameters parameters, Jobs jobs, JobFiles files) {
    this.layers = layers;
    this.parameters = parameters;
    this.jobs = jobs;
    this.files = files;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            POST,
            "/api/exports",
            Audience.ANYBODY,
            Reads.EVERY_VISIBLE_LAYER,
            "Exports a layer: {\"layer\", \"format\", \"crs\"?, \"encoding\"?, \"bbox\"?, \"datetime\"?, \"filter\"?, \"filterLang\"?, \"filterCrs\"?, \"properties\"?, \"profile\"?, \"asOf\"?}",
            this::start),
        Route.of(
            GET,
            "/api/jobs/{id}/file",
            Audience.ANYBODY,
            Reads.OWN_JOBS,
            "The file that an export made, for some hours",
            this::file));
  }

  private void start(Context ctx) {
    JsonNode body = Json.object(ctx.bodyAsBytes());
    for (String member : (Iterable<String>) body::fieldNames) {
      if (!ExportParameters.MEMBERS.contains(member)) {
        throw Problem.unknownParameter("member", member, new TreeSet<>(ExportParameters.MEMBERS))
            .asException();
      }
    }
    Actor actor = Requests.actor(ctx);
    String layer = ExportParameters.layer(body);
    VisibleLayer visible = layers.get(actor, layer);
    ExportRequest request = parameters.read(body, visible);
    PastReads.require(visible.view(), request.asOf());
    Map<String, Object> said = Json.mapper().convertValue(body, new TypeReference<>() {});
    said.values().removeIf(Objects::isNull); // as if it were not said
    JobRoutes.start(ctx, () -> jobs.submit(jobs.newId(), actor, ExportWork.KIND, said));
  }

  private void file(Context ctx) throws IOException {
    Job job = JobRoutes.get(jobs, ctx);
    Map<String, Object> result = job.result();
    if (job.state() != Job.State.DONE || result == null || !result.containsKey("mediaType")) {
      throw Problem.notFound("file of job", job.id()).asException();
    }
    requireStillVisible(Requests.actor(ctx), result);
    JobFile file =
        files
            .findResult(job.id())
            .orElseThrow(() ->
                Problem.of(
                        410,
                        "file-gone",
                        "The file is not kept any more",
                        "the file of job " + job.id() + " was kept until " + result.get("expires"),
                        "Start the export again.")
                    .asException());
    ctx.header("Content-Disposition", attachment(file.name()));
    String etag = "\"" + job.id() + "\"";
    Answers.cacheHeaders(ctx, etag);
    ctx.header("Cache-Control", "private, no-cache");
    if (Answers.matches(ctx, etag)) {
      ctx.status(304);
      return;
    }
    FileAnswer.send(
        ctx,
        new FileAnswer.Content(
            String.valueOf(result.get("mediaType")), etag, file.size(), file.source()::open));
  }

  /** Names the file, also in Japanese (RFC 6266, RFC 8187). */
  static String attachment(String fileName) {
    String encoded = URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename*=UTF-8''" + encoded;
  }

  private static boolean showsAllOf(View view, Map<String, Object> result) {
    return view.entitlement().equals(result.get("entitlement"))
        || view.isUnbounded()
            && result.get("attributes") instanceof Collection<?> held
            && held.stream().allMatch(name -> view.schema().indexOf(name.toString()) >= 0);
  }

  /** Today's rights apply: a layer or an attribute closed since the export stays closed. */
  private void requireStillVisible(Actor actor, Map<String, Object> result) {
    String layer = String.valueOf(result.get("layer"));
    boolean visible =
        layers.find(actor, layer).filter(seen -> showsAllOf(seen.view(), result)).isPresent();
    if (!visible) {
      throw Problem.notFound("layer", layer).asException();
    }
  }
}
