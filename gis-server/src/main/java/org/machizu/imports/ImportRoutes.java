package org.machizu.imports;

import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerId;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.Spool;
import org.machizu.jobs.SpoolLimitException;

/**
 * Uploading a file for a layer. The file is streamed to the disk, and a job takes it from there.
 */
public final class ImportRoutes {
  private static final int LONGEST_OPTION = 10_000;

  /** Room for the form's other fields and its borders. */
  private static final long FORM_BYTES = 1 << 20;

  private static final Set<String> FIELDS =
      Set.of(
          "layer", "crs", "encoding", "key", "removeMissing", "table", "columns", "outsideJapan");

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
            "Imports a file: multipart with file, layer, and crs, encoding, key, removeMissing, table, columns, outsideJapan as wanted",
            this::start));
  }

  private void start(Context ctx) throws IOException {
    if (ctx.contentLength() > maxUploadBytes + FORM_BYTES) {
      throw tooLarge();
    }
    if (!ctx.isMultipartFormData()) {
      throw Problem.of(
              415,
              "multipart-needed",
              "The file must come as a form",
              "the body is " + ctx.contentType() + ", not multipart/form-data",
              "Send the file as field 'file' and the layer's id as field 'layer'.")
          .asException();
    }
    UploadedFile upload = upload(ctx);
    try (InputStream content = upload.content()) {
      Map<String, String> fields = fields(ctx);
      LayerId layer = layer(fields);
      ImportOptions options = options(fields);
      Path file = spool.receive(upload.filename(), content, maxUploadBytes);
      ImportRequest request = new ImportRequest(file, layer, Requests.actor(ctx), options);
      JobRoutes.start(
          ctx,
          () -> jobs.submit(request.actor(), "import", new ImportTask(importer, request, spool)));
    } catch (SpoolLimitException e) {
      throw refused(e);
    }
  }

  private static UploadedFile upload(Context ctx) {
    List<UploadedFile> files = ctx.uploadedFiles("file");
    if (files.size() != 1) {
      throw Problem.of(
              400,
              "file-missing",
              "The form holds no file",
              "the form has %d fields 'file' with a file; one is needed".formatted(files.size()),
              "Send one file as field 'file' (several parts of a Shapefile as one zip).")
          .asException();
    }
    return files.getFirst();
  }

  /** The form's text fields, each known and given once. */
  private static Map<String, String> fields(Context ctx) {
    Map<String, String> fields = new HashMap<>();
    for (var field : ctx.formParamMap().entrySet()) {
      String name = field.getKey();
      if (!FIELDS.contains(name)) {
        throw Problem.of(
                400,
                "unknown-parameter",
                "The form has a field that is not known here",
                "field '" + name + "' is not known",
                "Known: file, " + String.join(", ", new TreeSet<>(FIELDS)))
            .asException();
      }
      String value = String.join("\n", field.getValue());
      if (field.getValue().size() > 1 || value.length() > LONGEST_OPTION) {
        throw Problem.badParameter(name, value, "it once, shorter than " + LONGEST_OPTION)
            .asException();
      }
      if (!value.isBlank()) {
        fields.put(name, value.strip());
      }
    }
    return fields;
  }

  private LayerId layer(Map<String, String> fields) {
    String name = fields.getOrDefault("layer", "");
    if (!LayerId.isValidName(name)) {
      throw Problem.badParameter(
              "layer",
              name,
              "a layer id of a-z, 0-9 and _, beginning with a letter, at most 48 characters, as snow_routes")
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
            .withOutsideJapan(truth(fields, "outsideJapan"));
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

  private ProblemException refused(SpoolLimitException e) {
    return e.code().equals("spool-full")
        ? Problem.of(
                503,
                e.code(),
                "The server has no room for uploads",
                String.valueOf(e.getMessage()),
                "Try again when other imports and exports have ended.")
            .asException()
        : tooLarge();
  }

  private ProblemException tooLarge() {
    return Problem.of(
            413,
            "too-large",
            "The request is too large",
            "the file is larger than the allowed " + maxUploadBytes + " bytes",
            "Send it in parts, or use the command ./machizu import on the server.")
        .asException();
  }
}
