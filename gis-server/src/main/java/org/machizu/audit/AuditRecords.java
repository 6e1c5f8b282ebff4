package org.machizu.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of all files, to be looked into. A port. */
public interface AuditRecords {
  /** Lines of one page at most. */
  int MAX_LIMIT = 1_000;

  /**
   * One page, newest first; lines of one moment by file and then by number.
   *
   * @param next the token of the next page; null on the last one
   */
  record Page(List<AuditLine> lines, @Nullable String next) {
    public Page {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Looks for lines. A page is about a place in time: lines that are written while somebody pages
   * are newer, and the pages together hold each older line once.
   *
   * @param after the token of the page before; null for the first one
   * @param limit 1 to {@link #MAX_LIMIT}
   * @throws IllegalArgumentException when the token is none of ours
   */
  Page find(AuditFilter filter, @Nullable String after, int limit);

  /**
   * How many lines fit.
   *
   * @param atMost counting stops there
   */
  long count(AuditFilter filter, long atMost);
}
