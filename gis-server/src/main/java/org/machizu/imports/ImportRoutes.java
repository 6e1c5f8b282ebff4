package org.machizu.imports;

import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.machizu.access.Actor;
import org.machizu.geo.feature.LayerId;
import org.machizu.http.Audience;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.http.UploadForm;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.SpoolLimitException;

/** Uploading a file for a layer. The file is streamed in and kept, and a job goes on from there. */
public final class ImportRoutes {
  private final String municipality;
  private final Importer importer;
  private final Jobs jobs;
  private final JobFiles files;
  private final long maxUploadBytes;

  /**
   * @param municipality code of the town whose layers these are
   * @param maxUploadBytes bytes of one file
   */
  public ImportRoutes(
      String municipality, Importer importer, Jobs jobs, JobFiles files, long maxUploadBytes) {
    this.municipality = municipality;
    this.importer = importer;
    this.jobs = jobs;
    this.files = files;
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
      files.requireRoom();
      UploadForm form = UploadForm.read(ctx, ImportParameters.FIELDS, maxUploadBytes);
      Actor actor = Requests.actor(ctx);
      LayerId layer = layer(form.texts());
      requireTarget(layer, actor, ImportParameters.options(form.texts()));
      String job = jobs.newId();
      try (InputStream content = form.file().content()) {
        files.receive(job, form.file().filename(), content, maxUploadBytes);
      }
      JobRoutes.start(
          ctx,
          () -> jobs.submit(job, actor, ImportWork.KIND, ImportParameters.written(form.texts())));
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
