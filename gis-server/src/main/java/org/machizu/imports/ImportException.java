package org.machizu.imports;

import java.util.List;
import java.util.Map;
import org.machizu.http.ProblemException;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Problem;

/** An import that did nothing, for a reason the user can mend. */
public final class ImportException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String advice;
  private final transient List<Problem> problems;

  /**
   * @param code stable, lower-case with hyphens
   * @param reason names the thing, its value and what is allowed
   * @param advice what to do next
   * @param problems the first rows that could not be taken; empty when the rows are not to blame
   */
  ImportException(String code, String reason, String advice, List<Problem> problems) {
    super(reason);
    this.code = code;
    this.advice = advice;
    this.problems = List.copyOf(problems);
  }

  ImportException(String code, String reason, String advice) {
    this(code, reason, advice, List.of());
  }

  static ImportException of(FormatException e) {
    return new ImportException(e.code(), String.valueOf(e.getMessage()), e.advice());
  }

  /** What a caller said wrongly, as the edge tells it. */
  static ImportException of(ProblemException e) {
    return new ImportException(e.problem().code(), e.problem().detail(), e.problem().advice());
  }

  public String code() {
    return code;
  }

  public String advice() {
    return advice;
  }

  public List<Problem> problems() {
    return problems;
  }

  /** What a program is told beside reason and advice: the {@code problems}. */
  public Map<String, Object> asMap() {
    return Map.of("problems", problems.stream().map(ImportReport::asMap).toList());
  }
}
