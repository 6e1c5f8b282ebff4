package org.machizu.imports;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.machizu.ingest.check.ProblemList;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.Problem.Severity;

/**
 * Gathers the problems of one import: the first ones in full, all of them counted by code. Of a
 * personal import only row and code are kept, because reasons quote values. Used by several
 * threads.
 */
final class ProblemLog implements Consumer<Problem> {
  private final boolean personal;
  private final ProblemList list;

  ProblemLog(int listed, boolean personal) {
    this.list = new ProblemList(listed);
    this.personal = personal;
  }

  /** Whether values of the file must not be told. */
  boolean isPersonal() {
    return personal;
  }

  @Override
  public void accept(Problem problem) {
    list.accept(personal ? withoutValues(problem) : problem);
  }

  /** Rows left out. */
  long rejected() {
    return list.count(Severity.REJECTED);
  }

  /** Repairs that were made. */
  long repaired() {
    return list.count(Severity.REPAIRED);
  }

  /** Those that are not in {@link #list}. */
  long omitted() {
    return list.total() - list.list().size();
  }

  /** The first problems, by row. */
  List<Problem> list() {
    return list.list().stream().sorted(Comparator.comparingLong(Problem::row)).toList();
  }

  /** All problems, by code. */
  Map<String, Long> countsByCode() {
    Map<String, Long> all = new TreeMap<>();
    for (Severity severity : Severity.values()) {
      list.countsByCode(severity).forEach((code, n) -> all.merge(code, n, Long::sum));
    }
    return all;
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
