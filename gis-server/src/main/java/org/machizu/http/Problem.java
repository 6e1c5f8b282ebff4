package org.machizu.http;

import java.util.Collection;
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
        "parameter '" + name + "' has the value '" + shorten(value) + "'; allowed: " + allowed,
        "Give a value that is allowed.");
  }

  /**
   * A parameter, or a field of a form, that is not one of those that are known.
   *
   * @param what "parameter" or "field"
   */
  public static Problem unknownParameter(String what, String name, Collection<String> known) {
    return of(
        400,
        "unknown-parameter",
        "The request has a parameter that is not known here",
        "%s '%s' is not known; %s"
            .formatted(
                what,
                shorten(name),
                known.isEmpty() ? "there are none" : "known: " + String.join(", ", known)),
        "Leave it out, or look at /ogc/api for its right name.");
  }

  /**
   * A member of a JSON body that cannot be used.
   *
   * @param path the way to it, as "zoomRange.max"
   * @param value as JSON; empty when the member is missing
   */
  public static Problem badMember(String path, String value, String allowed) {
    return of(
        400,
        "bad-member",
        "A member of the body has a value that cannot be used",
        "member '%s' %s; allowed: %s"
            .formatted(
                shorten(path),
                value.isEmpty() ? "is missing" : "has the value " + shorten(value),
                allowed),
        "Give a value that is allowed.");
  }

  /** A member of a JSON body that is not one of those that are known. */
  public static Problem unknownMember(String path, Collection<String> known) {
    return of(
        400,
        "unknown-member",
        "The body has a member that is not known here",
        "member '" + shorten(path) + "' is not known; known: " + String.join(", ", known),
        "Leave it out, or write it as it is known.");
  }

  /** An attribute that the layer does not have, or not for the caller. */
  public static Problem unknownAttribute(String name, Collection<String> known) {
    return of(
        400,
        "unknown-attribute",
        "The layer has no attribute of that name",
        "there is no attribute '" + shorten(name) + "'; the layer has: " + String.join(", ", known),
        "Write the name as the layer has it.");
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
