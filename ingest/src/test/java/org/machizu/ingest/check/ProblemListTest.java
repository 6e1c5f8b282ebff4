package org.machizu.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.Problem.Severity;

class ProblemListTest {
  private static Problem problem(long row, Severity severity, String code) {
    return new Problem(severity, row, null, null, code, "reason", "advice");
  }

  @Test
  void theFirstOnesAreKeptAndAllAreCounted() {
    ProblemList problems = new ProblemList(2);
    problems.accept(problem(1, Severity.REJECTED, "a"));
    problems.accept(problem(2, Severity.NOTE, "b"));
    problems.accept(problem(3, Severity.REJECTED, "a"));
    problems.accept(problem(4, Severity.REJECTED, "c"));

    assertThat(problems.list()).extracting(Problem::row).containsExactly(1L, 2L);
    assertThat(problems.isCut()).isTrue();
    assertThat(problems.total()).isEqualTo(4);
    assertThat(problems.count(Severity.REJECTED)).isEqualTo(3);
    assertThat(problems.count(Severity.REPAIRED)).isZero();
    assertThat(problems.countsByCode(Severity.REJECTED)).isEqualTo(Map.of("a", 2L, "c", 1L));
  }
}
