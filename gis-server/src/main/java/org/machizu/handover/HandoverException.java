package org.machizu.handover;

import java.util.Map;

/** Work that was not done, for a reason the user can mend. */
public final class HandoverException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String advice;
  private final transient Map<String, Object> more;

  /**
   * @param code stable, lower-case with hyphens
   * @param reason names the thing, its value and what is allowed
   * @param advice what to do next
   */
  public HandoverException(String code, String reason, String advice) {
    this(code, reason, advice, Map.of());
  }

  /**
   * @param more what else is known, ready for JSON
   */
  public HandoverException(String code, String reason, String advice, Map<String, Object> more) {
    super(reason);
    this.code = code;
    this.advice = advice;
    this.more = Map.copyOf(more);
  }

  public String code() {
    return code;
  }

  public String advice() {
    return advice;
  }

  public Map<String, Object> more() {
    return more;
  }
}
