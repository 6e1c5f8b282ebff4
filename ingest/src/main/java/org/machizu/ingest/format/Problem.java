package org.machizu.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with one row of a file, or with the file as a whole, told so that a clerk can
 * mend it.
 *
 * @param severity whether the row was taken
 * @param row the row, counted from 1 as a person would (for CSV: the line); 0 for the whole file
 * @param featureId what the file calls the row (its id or key), null when it has no name
 * @param place where inside the row: attribute name, or coordinates as "lon,lat"; null when the
 *     whole row is meant
 * @param code stable, lower-case with hyphens ("ring-not-closed")
 * @param reason what is wrong, with the value
 * @param advice what to do
 */
public record Problem(
    Severity severity,
    long row,
    @Nullable String featureId,
    @Nullable String place,
    String code,
    String reason,
    String advice) {

  /** What happened to the row. */
  public enum Severity {
    /** Taken as it is; worth knowing. */
    NOTE,
    /** Taken after a safe repair. */
    REPAIRED,
    /** Left out. */
    REJECTED
  }
}
