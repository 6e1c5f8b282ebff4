package org.machizu.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.Problem.Severity;

/**
 * Gathers the problems of one import: the first ones in full, all of them counted by code. Of a
 * personal import only row and code are kept, because reasons quote values. Used by several
 * threads.
 */
final class ProblemLog implements Consumer<Problem> {
  private final int listed;
  private final boolean personal;
  private final List<Problem> first = new ArrayList<>();
  private final Map<String, Long> byCode = new TreeMap<>();
  private long rejected;
  private long repaired;
  private long total;

  ProblemLog(int listed, boolean personal) {
    this.listed = listed;
    this.personal = personal;
  }

  /** Whether values of the file must not be told. */
  boolean isPersonal() {
    return personal;
  }

  @Override
  public synchronized void accept(Problem problem) {
    total++;
    byCode.merge(problem.code(), 1L, Long::sum);
    if (problem.severity() == Severity.REJECTED) {
      rejected++;
    } else if (problem.severity() == Severity.REPAIRED) {
      repaired++;
    }
    if (first.size() < listed) {
      first.add(personal ? withoutValues(problem) : problem);
    }
  }

  /** Rows left out. */
  synchronized long rejected() {
    return rejected;
  }

  /** Rows taken after a repair. */
  synchronized long repaired() {
    return repaired;
  }

  /** Those that are not in {@link #list}. */
  synchronized long omitted() {
    return total - first.size();
  }

  /** The first problems, by row. */
  synchronized List<Problem> list() {
    return first.stream().sorted(Comparator.comparingLong(Problem::row)).toList();
  }

  synchronized Map<String, Long> countsByCode() {
    return new TreeMap<>(byCode);
  }

  private static Problem withoutValues(Problem problem) {
    return new Problem(
        problem.severity(),
        problem.row(),
        null,
        null,
        problem.code(),
        switch (problem.severity()) {
          case NOTE -> "taken; values of personal data are not shown here";
          case REPAIRED -> "repaired; values of personal data are not shown here";
          case REJECTED -> "left out; values of personal data are not shown here";
        },
        "Look at this row of the file.");
  }
}
