package org.machizu.exports;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.machizu.access.Actor;
import org.machizu.access.View;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.Spool;
import org.machizu.layers.PastReads;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** Asking for a layer as a file, and fetching the file. */
public final class ExportRoutes {
  private static final Set<String> MEMBERS =
      Set.of("layer", "format", "crs", "encoding", "bbox", "asOf");

  private final VisibleLayers layers;
  private final Exporter exporter;
  private final Formats formats;
  private final Jobs jobs;
  private final Spool spool;
  private final ExportLog log;

  public ExportRoutes(
      VisibleLayers layers,
      Exporter exporter,
      Formats formats,
      Jobs jobs,
      Spool spool,
      ExportLog log) {
    this.layers = layers;
    this.exporter = exporter;
    this.formats = formats;
    this.jobs = jobs;
    this.spool = spool;
    this.log = log;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            POST,
            "/api/exports",
            Audience.ANYBODY,
            Reads.EVERY_VISIBLE_LAYER,
            "Exports a layer: {\"layer\", \"format\", \"crs\"?, \"encoding\"?, \"bbox\"?, \"asOf\"?}",
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
      if (!MEMBERS.contains(member)) {
        throw Problem.unknownParameter("member", member, new TreeSet<>(MEMBERS)).asException();
      }
    }
    Actor actor = Requests.actor(ctx);
    String layer = text(body, "layer", "");
    View view =
        layers
            .find(actor, layer)
            .map(VisibleLayer::view)
            .orElseThrow(() -> Problem.notFound("layer", layer).asException());
    ExportRequest request = request(body);
    PastReads.require(view, request.asOf());
    ExportLimits limits = actor.isStaff() ? ExportLimits.STAFF : ExportLimits.OPEN;
    JobRoutes.start(
        ctx,
        () ->
            jobs.submit(
                actor,
                "export",
                new ExportTask(exporter, layers, spool, log, actor, layer, request, limits)));
  }

  private ExportRequest request(JsonNode body) {
    String crs = text(body, "crs", Crs.JGD2011.toString());
    String asOf = text(body, "asOf", "");
    try {
      return ExportRequest.whole(formats.byName(text(body, "format", "")).name())
          .withCrs(Query.parseCrs(crs))
          .withEncoding(TextEncodings.get(text(body, "encoding", "UTF-8")))
          .withWhere(where(body.path("bbox")))
          .withAsOf(asOf.isEmpty() ? null : Query.parseMoment("asOf", asOf));
    } catch (FormatException e) {
      throw Problem.of(
              400,
              e.code(),
              "The file cannot be written like that",
              String.valueOf(e.getMessage()),
              e.advice())
          .asException();
    }
  }

  /** The box as four numbers, or as text as in an address. */
  private static Predicate where(JsonNode bbox) {
    if (bbox.isMissingNode() || bbox.isNull()) {
      return new Predicate.Everything();
    }
    String text =
        bbox.isArray()
            ? String.join(",", bbox.valueStream().map(JsonNode::asText).toList())
            : bbox.asText();
    return new Predicate.IntersectsBox(Query.parseBox("bbox", text));
  }

  private static String text(JsonNode body, String name, String fallback) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return fallback;
    }
    if (!node.isTextual()) {
      throw Problem.badParameter(name, node.toString(), "a text").asException();
    }
    return node.asText();
  }

  private void file(Context ctx) throws IOException {
    Job job = JobRoutes.get(jobs, ctx);
    Map<String, Object> result = job.result();
    if (job.state() != Job.State.DONE || result == null || !result.containsKey("mediaType")) {
      throw Problem.notFound("file of job", job.id()).asException();
    }
    requireStillVisible(Requests.actor(ctx), result);
    Path file =
        spool
            .findResult(job.id())
            .orElseThrow(() ->
                Problem.of(
                        410,
                        "file-gone",
                        "The file is not kept any more",
                        "the file of job " + job.id() + " was kept until " + result.get("expires"),
                        "Start the export again.")
                    .asException());
    String name = String.valueOf(file.getFileName());
    ctx.header(
        "Content-Disposition",
        "attachment; filename*=UTF-8''" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    String etag = "\"" + job.id() + "\"";
    Answers.cacheHeaders(ctx, etag);
    ctx.header("Cache-Control", "private, no-cache");
    if (Answers.matches(ctx, etag)) {
      ctx.status(304);
      return;
    }
    ctx.writeSeekableStream(
        new BufferedInputStream(Files.newInputStream(file)),
        String.valueOf(result.get("mediaType")),
        Files.size(file));
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
