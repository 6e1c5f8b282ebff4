package org.machizu.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * Thrown inside a reader to leave a row that cannot be taken; the reader turns it into a {@link
 * Problem} and goes on behind the row. Never leaves the package; carries no trace, for files may
 * hold millions of bad rows.
 */
final class RowRejected extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String advice;
  private final @Nullable String place;

  RowRejected(String code, String reason, String advice, @Nullable String place) {
    super(reason, null, false, false);
    this.code = code;
    this.advice = advice;
    this.place = place;
  }

  Problem toProblem(long row, @Nullable String featureId) {
    return new Problem(
        Problem.Severity.REJECTED,
        row,
        featureId,
        place,
        code,
        String.valueOf(getMessage()),
        advice);
  }
}
