package org.machizu.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.machizu.jobs.Progress;
import org.machizu.jobs.Spool;
import org.machizu.jobs.Task;
import org.machizu.jobs.TaskFailedException;

/** An import as the work of a job; the uploaded file is removed afterwards. */
final class ImportTask implements Task {
  private final Importer importer;
  private final ImportRequest request;
  private final Spool spool;

  ImportTask(Importer importer, ImportRequest request, Spool spool) {
    this.importer = importer;
    this.request = request;
    this.spool = spool;
  }

  @Override
  public Map<String, Object> run(String jobId, Progress progress) throws Exception {
    try {
      return importer.run(request, progress).asMap();
    } catch (ImportException e) {
      throw new TaskFailedException(
          e.code(), String.valueOf(e.getMessage()), e.advice(), e.asMap());
    }
  }

  @Override
  public void release() {
    try {
      spool.remove(request.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
