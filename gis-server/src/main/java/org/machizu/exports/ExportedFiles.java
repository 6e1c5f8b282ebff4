package org.machizu.exports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.JobStore;
import org.machizu.retention.Cleared;
import org.machizu.retention.PurgePlace;

/** Exports that wait to be fetched: those of a layer go when something is purged from it. */
public final class ExportedFiles implements PurgePlace {
  private static final int LISTED = 1_000;

  private final JobStore jobs;
  private final JobFiles files;

  public ExportedFiles(JobStore jobs, JobFiles files) {
    this.jobs = jobs;
    this.files = files;
  }

  @Override
  public String name() {
    return "exports";
  }

  @Override
  public Cleared purge(LayerId layer, Revision revision) {
    int removed = 0;
    for (Job job : jobs.list(LISTED)) {
      Map<String, Object> result = job.result();
      if (job.kind().equals("export")
          && result != null
          && layer.name().equals(result.get("layer"))) {
        removed += remove(job.id());
      }
    }
    return new Cleared(removed + " files removed", true);
  }

  private int remove(String jobId) {
    try {
      return files.removeResult(jobId) ? 1 : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the file of job " + jobId, e);
    }
  }
}
