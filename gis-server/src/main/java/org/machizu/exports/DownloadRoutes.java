package org.machizu.exports;

import static io.javalin.http.HandlerType.GET;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.machizu.access.Actor;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.FileAnswer;
import org.machizu.http.Json;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobFile;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.JobStore;
import org.machizu.jobs.Jobs;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.PastReads;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * A layer by one address, whole or in part, in any format: what anybody can put into a page, a
 * program or a mail. What is ready within some seconds comes at once, with ranges; what is not is a
 * job (202), and the same address gives the file when it is there.
 */
public final class DownloadRoutes {
  private static final int RETRY_SECONDS = 5;

  /** Texts up to this size are packed on the way, though a packed copy cannot be gone on with. */
  private static final long MOST_GZIPPED_BYTES = 16 << 20;

  private final VisibleLayers layers;
  private final ExportParameters parameters;
  private final JobFiles files;
  private final Downloads downloads;
  private final DownloadMetadata metadata;
  private final InstantSource clock;

  public DownloadRoutes(
      VisibleLayers layers,
      FeatureStore features,
      ExportParameters parameters,
      Jobs jobs,
      JobStore store,
      JobFiles files,
      InstantSource clock) {
    this.layers = layers;
    this.parameters = parameters;
    this.files = files;
    this.downloads = new Downloads(jobs, store, files);
    this.metadata = new DownloadMetadata(features, parameters);
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/layers/{layer}/download",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "The layer as a file, whole or filtered; with ranges, or 202 and a job when it takes longer",
                this::download)
            .with(DownloadRequest.PARAMETERS),
        Route.of(
                GET,
                "/api/layers/{layer}/download/metadata",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "Licence, source, date, schema, formats and profiles of the layer's files",
                this::metadata)
            .with(Parameter.text("lang", "language of what goes wrong: ja or en")));
  }

  private void metadata(Context ctx) {
    VisibleLayer layer = layers.get(Requests.actor(ctx), ctx.pathParam("layer"));
    Answers.json(ctx, metadata.of(layer, Requests.baseUrl(ctx)));
  }

  private void download(Context ctx) throws IOException {
    Actor actor = Requests.actor(ctx);
    String name = ctx.pathParam("layer");
    ObjectNode body = DownloadRequest.body(name, Query.of(ctx));
    VisibleLayer layer =
        body.path("format").asText().equals(TileArchive.FORMAT)
            ? layers.get(actor, name)
            : layers.getWithFeatures(actor, name);
    ExportRequest request = parameters.read(body, layer);
    PastReads.require(layer.view(), request.asOf());
    String key = key(actor, layer, request, body);
    if (hasThisState(ctx, key)) {
      Answers.cacheHeaders(ctx, String.valueOf(ctx.header("If-None-Match")));
      ctx.status(304);
      return;
    }
    body.put(ExportWork.KEY, key);
    Job job = job(ctx, actor, key, body);
    switch (job.state()) {
      case DONE -> send(ctx, layer, key, job);
      case FAILED, CANCELLED -> throw failed(job);
      case QUEUED, RUNNING -> {
        ctx.header("Retry-After", String.valueOf(RETRY_SECONDS));
        JobRoutes.start(ctx, () -> job);
      }
    }
  }

  private Job job(Context ctx, Actor actor, String key, ObjectNode body) {
    Map<String, Object> said = Json.mapper().convertValue(body, new TypeReference<>() {});
    String wish = ctx.header("Prefer"); // RFC 7240
    boolean waits = wish == null || !wish.contains("respond-async");
    return JobRoutes.orTooMany(ctx, () -> downloads.get(actor, key, said, waits));
  }

  /**
   * What the caller sees of this state of the layer, and wishes. Staff have files of their own,
   * since each one's exports stand in the audit log.
   */
  private String key(Actor actor, VisibleLayer layer, ExportRequest request, ObjectNode body) {
    var asOf = request.asOf();
    boolean changesByItself =
        layer.view().changesWithTime() || (asOf != null && asOf.isAfter(clock.instant()));
    return Answers.tagOf(
        String.join(
            "\n",
            layer.entry().layer().id().toString(),
            layer.entry().revision().toString(),
            layer.view().entitlement(),
            actor.isPublic() ? "" : actor.name(),
            changesByItself ? clock.instant().truncatedTo(ChronoUnit.MINUTES).toString() : "",
            body.toString()));
  }

  /** A file of another making but the same state is as good to whoever has one. */
  private static boolean hasThisState(Context ctx, String key) {
    String known = ctx.header("If-None-Match");
    return known != null && ctx.header("Range") == null && known.contains("\"" + key + "-");
  }

  private void send(Context ctx, VisibleLayer layer, String key, Job job) throws IOException {
    Map<String, Object> result = job.result() == null ? Map.of() : job.result();
    JobFile file =
        files
            .findResult(job.id())
            .orElseThrow(() ->
                Problem.of(
                        410,
                        "file-gone",
                        "The file is not kept any more",
                        "the file of job " + job.id() + " was removed at this moment",
                        "Ask again.")
                    .asException());
    String mediaType = String.valueOf(result.get("mediaType"));
    String etag = "\"" + key + "-" + job.id().substring(0, 8) + "\"";
    Answers.cacheHeaders(ctx, etag);
    ctx.header("Content-Disposition", ExportRoutes.attachment(file.name()));
    ctx.header("Link", links(ctx, layer));
    if (result.get("sha256") instanceof String hex) {
      String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
      ctx.header("Repr-Digest", "sha-256=:" + digest + ":");
    }
    var content = new FileAnswer.Content(mediaType, etag, file.size(), file.source()::open);
    boolean isPacked =
        isText(mediaType)
            && file.size() <= MOST_GZIPPED_BYTES
            && FileAnswer.sendGzipped(ctx, content);
    if (!isPacked) {
      FileAnswer.send(ctx, content);
    }
  }

  private static boolean isText(String mediaType) {
    return mediaType.startsWith("text/") || mediaType.contains("json") || mediaType.contains("xml");
  }

  private static String links(Context ctx, VisibleLayer layer) {
    String base = Requests.baseUrl(ctx);
    List<String> links = new ArrayList<>();
    links.add(
        "<%s/api/layers/%s/download/metadata>; rel=\"describedby\"; type=\"application/json\""
            .formatted(base, layer.name()));
    links.add(
        "<%s/ogc/collections/%s>; rel=\"collection\"; type=\"application/json\""
            .formatted(base, layer.name()));
    String licence = layer.entry().layer().provenance().licence();
    if (licence.matches("https?://[!-~&&[^<>\"\\\\^`{|}]]+")) {
      links.add("<" + licence + ">; rel=\"license\"");
    }
    return String.join(", ", links);
  }

  private static RuntimeException failed(Job job) {
    Map<String, Object> told = job.result() == null ? Map.of() : job.result();
    String code = String.valueOf(told.getOrDefault("code", "internal-error"));
    return Problem.of(
            code.equals("internal-error") ? 500 : 422,
            code,
            "The file could not be made",
            String.valueOf(told.getOrDefault("detail", "the job was cancelled")),
            String.valueOf(told.getOrDefault("advice", "Ask again.")))
        .asException();
  }
}
