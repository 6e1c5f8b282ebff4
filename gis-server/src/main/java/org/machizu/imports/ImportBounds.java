package org.machizu.imports;

import java.time.Duration;
import org.machizu.ingest.format.ReadLimits;

/**
 * Bounds on one import.
 *
 * @param file what the file may cost
 * @param time how long an import may take, publishing apart
 * @param listedProblems how many problems the report lists; all are counted
 */
public record ImportBounds(ReadLimits file, Duration time, int listedProblems) {
  /** Enough for a prefecture's parcels. */
  public static final ImportBounds DEFAULT =
      new ImportBounds(ReadLimits.DEFAULT, Duration.ofHours(2), 1_000);
}
