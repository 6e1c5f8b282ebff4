package org.machizu.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.geo.feature.LayerId;
import org.machizu.http.ProblemException;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.Progress;
import org.machizu.jobs.SpoolLimitException;
import org.machizu.jobs.Task;
import org.machizu.jobs.TaskFailedException;
import org.machizu.jobs.WorkKind;

/**
 * An import as the work of a job. One that another server did not end begins anew, unless its
 * content has been published: then only its report is still to be told.
 */
public final class ImportWork implements WorkKind {
  /** What such jobs are called. */
  public static final String KIND = "import";

  private final String municipality;
  private final Importer importer;
  private final JobFiles files;

  /**
   * @param municipality code of the town whose layers these are
   */
  public ImportWork(String municipality, Importer importer, JobFiles files) {
    this.municipality = municipality;
    this.importer = importer;
    this.files = files;
  }

  @Override
  public Task task(Actor actor, Map<String, Object> parameters) throws TaskFailedException {
    Map<String, String> texts = ImportParameters.read(parameters);
    LayerId layer = new LayerId(municipality, texts.getOrDefault("layer", ""));
    try {
      ImportOptions options = ImportParameters.options(texts);
      return (job, progress) -> run(job, layer, actor, options, progress);
    } catch (ProblemException e) {
      throw new TaskFailedException(
          e.problem().code(), e.problem().detail(), e.problem().advice(), Map.of());
    }
  }

  private Map<String, Object> run(
      String job, LayerId layer, Actor actor, ImportOptions options, Progress progress)
      throws Exception {
    try {
      Optional<Map<String, Object>> published =
          importer.findPublished(layer, actor, options, progress.kept());
      if (published.isPresent()) {
        return published.get();
      }
      return importer.run(layer, actor, options, () -> file(job), progress).asMap();
    } catch (ImportException e) {
      throw new TaskFailedException(
          e.code(), String.valueOf(e.getMessage()), e.advice(), e.asMap());
    } finally {
      files.letGo(job);
    }
  }

  private Path file(String job) throws ImportException, IOException {
    try {
      return files
          .input(job)
          .orElseThrow(() ->
              new ImportException(
                  "input-gone", "the uploaded file is not kept any more", "Upload it again."));
    } catch (SpoolLimitException e) {
      throw new ImportException(
          e.code(),
          String.valueOf(e.getMessage()),
          "Import the file again when other imports and exports have ended.");
    }
  }
}
