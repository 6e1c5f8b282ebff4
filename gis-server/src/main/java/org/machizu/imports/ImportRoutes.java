package org.machizu.imports;

import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.geo.feature.LayerId;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.http.UploadForm;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.Spool;
import org.machizu.jobs.SpoolLimitException;
import org.machizu.layers.LayerDescription;

/**
 * Uploading a file for a layer. The file is streamed to the disk, and a job takes it from there.
 */
public final class ImportRoutes {
  private static final Set<String> FIELDS =
      Stream.concat(
              Stream.of(
                  "layer",
                  "crs",
                  "encoding",
                  "key",
                  "removeMissing",
                  "table",
                  "columns",
                  "outsideJapan",
                  "apart"),
              LayerDescription.OPTIONS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private final String municipality;
  private final Importer importer;
  private final Jobs jobs;
  private final Spool spool;
  private final long maxUploadBytes;

  /**
   * @param municipality code of the town whose layers these are
   * @param maxUploadBytes bytes of one file
   */
  public ImportRoutes(
      String municipality, Importer importer, Jobs jobs, Spool spool, long maxUploadBytes) {
    this.municipality = municipality;
    this.importer = importer;
    this.jobs = jobs;
    this.spool = spool;
    this.maxUploadBytes = maxUploadBytes;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            POST,
            "/api/imports",
            Audience.STAFF,
            Reads.NOTHING,
            "Imports a file: multipart with file, layer, and crs, encoding, key, removeMissing, table, columns, outsideJapan, apart, title, titleEn, group, validFrom, validTo as wanted",
            this::start));
  }

  private void start(Context ctx) throws IOException {
    try {
      spool.requireRoom();
      UploadForm form = UploadForm.read(ctx, FIELDS, maxUploadBytes);
      LayerId layer = layer(form.texts());
      ImportOptions options = options(form.texts());
      requireTarget(layer, Requests.actor(ctx), options);
      Path file;
      try (InputStream content = form.file().content()) {
        file = spool.receive(form.file().filename(), content, maxUploadBytes);
      }
      ImportRequest request = new ImportRequest(file, layer, Requests.actor(ctx), options);
      JobRoutes.start(
          ctx,
          () -> jobs.submit(request.actor(), "import", new ImportTask(importer, request, spool)));
    } catch (SpoolLimitException e) {
      throw refused(e);
    }
  }

  /** What can be told without the file is told at once, and no job begins. */
  private void requireTarget(LayerId layer, Actor actor, ImportOptions options) {
    try {
      importer.requireTarget(layer, actor, options);
    } catch (ImportException e) {
      throw Problem.of(
              e.code().equals("layer-not-allowed") ? 403 : 400,
              e.code(),
              "The file cannot go into this layer",
              String.valueOf(e.getMessage()),
              e.advice())
          .asException();
    }
  }

  private LayerId layer(Map<String, String> fields) {
    String name = fields.getOrDefault("layer", "");
    if (!LayerId.isValidName(name)) {
      throw Problem.of(
              400,
              "bad-layer-id",
              "This cannot be a layer's id",
              (name.isEmpty()
                      ? "the form has no field 'layer'"
                      : "layer id '"
                          + name.substring(0, Math.min(name.length(), 60))
                          + "' is not allowed")
                  + "; allowed: a-z, 0-9 and _, beginning with a letter, at most 48 characters, as snow_routes",
              "Choose another layer id.")
          .asException();
    }
    return new LayerId(municipality, name);
  }

  private static ImportOptions options(Map<String, String> fields) {
    ImportOptions options =
        ImportOptions.DEFAULT
            .withTable(fields.get("table"))
            .withColumns(columns(fields.get("columns")))
            .byKey(fields.get("key"), truth(fields, "removeMissing"))
            .withOutsideJapan(truth(fields, "outsideJapan"))
            .withPlacement(Placement.of(false, truth(fields, "apart")))
            .withDescription(LayerDescription.ofOptions(fields::get));
    String crs = fields.get("crs");
    if (crs != null) {
      options = options.withCrs(Query.parseCrs(crs));
    }
    String encoding = fields.get("encoding");
    if (encoding != null) {
      try {
        options = options.withEncoding(TextEncodings.get(encoding));
      } catch (FormatException e) {
        throw Problem.of(
                400,
                e.code(),
                "The encoding is not known",
                String.valueOf(e.getMessage()),
                e.advice())
            .asException();
      }
    }
    return options;
  }

  private static boolean truth(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badParameter(name, value, "true or false").asException();
    };
  }

  /** New attribute names by their name in the file, as a JSON object of texts. */
  private static Map<String, String> columns(@Nullable String json) {
    Map<String, String> columns = new HashMap<>();
    if (json != null) {
      JsonNode node = Json.object(json.getBytes(StandardCharsets.UTF_8));
      for (var entry : node.properties()) {
        if (!entry.getValue().isTextual()) {
          throw Problem.badParameter("columns", json, "a JSON object of texts").asException();
        }
        columns.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return columns;
  }

  /** The form is no larger than one file may be, so what the spool refuses is a file too many. */
  private static ProblemException refused(SpoolLimitException e) {
    return Problem.of(
            503,
            e.code(),
            "The server has no room for uploads",
            String.valueOf(e.getMessage()),
            "Try again when other imports and exports have ended.")
        .asException();
  }
}
