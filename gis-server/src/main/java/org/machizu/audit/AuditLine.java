package org.machizu.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line as it stands in a file, in texts: one that somebody has tampered with is shown as well.
 *
 * @param chain the file, from the data folder
 * @param number its number there
 * @param sealed whether a seal covers it
 * @param withheld whether it is about a part of the subject that the reader is not told of
 * @param time as RFC 3339 in UTC with milliseconds
 */
public record AuditLine(
    String chain,
    long number,
    boolean sealed,
    String time,
    String actor,
    @Nullable String from,
    String action,
    String subject,
    @Nullable String object,
    @Nullable String reason,
    Map<String, String> details,
    boolean withheld) {

  /** As it stands in the file, whole. */
  public AuditLine(
      String chain,
      long number,
      boolean sealed,
      String time,
      String actor,
      @Nullable String from,
      String action,
      String subject,
      @Nullable String object,
      @Nullable String reason,
      Map<String, String> details) {
    this(chain, number, sealed, time, actor, from, action, subject, object, reason, details, false);
  }

  /** For somebody who is not told which part of the subject it is about, nor why. */
  AuditLine withoutObject() {
    return new AuditLine(
        chain, number, sealed, time, actor, from, action, subject, null, null, details, true);
  }

  /** Ready for JSON. */
  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("time", time);
    json.put("actor", actor);
    json.put("from", from);
    json.put("action", action);
    json.put("subject", subject);
    json.put("object", object);
    if (withheld) {
      json.put("withheld", true);
    }
    json.put("reason", reason);
    json.put("details", details);
    json.put("chain", chain);
    json.put("number", number);
    json.put("sealed", sealed);
    return json;
  }
}
