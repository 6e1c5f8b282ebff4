package org.machizu.http;

import java.util.Map;

/**
 * An error answer after RFC 9457 ({@code application/problem+json}).
 *
 * @param status the HTTP status
 * @param code stable, lower-case with hyphens; scripts rely on it
 * @param title the kind of problem, always the same for a code
 * @param detail this case: the thing, its value, what is allowed
 * @param advice what to do next
 * @param more further members for programs
 */
public record Problem(
    int status, String code, String title, String detail, String advice, Map<String, Object> more) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    more = Map.copyOf(more);
  }

  public static Problem of(int status, String code, String title, String detail, String advice) {
    return new Problem(status, code, title, detail, advice, Map.of());
  }

  /** A value that the caller gave and that cannot be used. */
  public static Problem badParameter(String name, String value, String allowed) {
    return of(
        400,
        "bad-parameter",
        "A parameter has a value that cannot be used",
        "parameter '" + name + "' has the value '" + shorten(value) + "'",
        "Give " + allowed + ".");
  }

  /** The same answer for what does not exist and for what the caller may not see. */
  public static Problem notFound(String kind, String name) {
    return of(
        404,
        "not-found",
        "There is no such thing here",
        "there is no " + kind + " '" + shorten(name) + "'",
        "Look at the list this belongs to, or sign in if it is not public.");
  }

  public ProblemException asException() {
    return new ProblemException(this);
  }

  private static String shorten(String value) {
    return value.length() <= 120 ? value : value.substring(0, 120) + "…";
  }
}
