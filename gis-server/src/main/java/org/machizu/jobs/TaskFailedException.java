package org.machizu.jobs;

import java.util.LinkedHashMap;
import java.util.Map;

/** Work that failed for a reason the user can mend. */
public final class TaskFailedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String advice;
  private final transient Map<String, Object> more;

  /**
   * @param code stable, lower-case with hyphens
   * @param detail names the thing, its value and what is allowed
   * @param advice what to do next
   * @param more further members of the job's result, ready for JSON
   */
  public TaskFailedException(String code, String detail, String advice, Map<String, Object> more) {
    super(detail);
    this.code = code;
    this.advice = advice;
    this.more = Map.copyOf(more);
  }

  public String code() {
    return code;
  }

  /** The result of the failed job: {@code code}, {@code detail}, {@code advice}, and more. */
  Map<String, Object> asResult() {
    Map<String, Object> result = failure(code, String.valueOf(getMessage()), advice);
    result.putAll(more);
    return result;
  }

  /** What every failed job tells. */
  static Map<String, Object> failure(String code, String detail, String advice) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("code", code);
    result.put("detail", detail);
    result.put("advice", advice);
    return result;
  }
}
