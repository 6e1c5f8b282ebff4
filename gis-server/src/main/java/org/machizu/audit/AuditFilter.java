package org.machizu.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry.Action;

/**
 * Which lines are looked for; what is null or empty makes no difference.
 *
 * @param from not before
 * @param to before
 * @param actor whole name
 * @param actions any of these
 * @param subject layer, account, role or token
 * @param object feature, job
 * @param reason a part of the reason
 */
public record AuditFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String actor,
    Set<Action> actions,
    @Nullable String subject,
    @Nullable String object,
    @Nullable String reason) {
  public static final AuditFilter ALL =
      new AuditFilter(null, null, null, Set.of(), null, null, null);

  public AuditFilter {
    actions = Set.copyOf(actions);
  }

  /** Lines about a layer, or a part of it. */
  static AuditFilter about(String subject, @Nullable String object, Set<Action> actions) {
    return new AuditFilter(null, null, null, actions, subject, object, null);
  }

  AuditFilter within(@Nullable Instant begin, @Nullable Instant end) {
    return new AuditFilter(begin, end, actor, actions, subject, object, reason);
  }

  /** What was looked for, for the line that tells of the search; never the words of a reason. */
  Map<String, String> told() {
    Map<String, String> told = new LinkedHashMap<>();
    put(told, "since", from);
    put(told, "until", to);
    put(told, "actor", actor);
    put(told, "actions", actions.isEmpty() ? null : actions.stream().sorted().toList());
    put(told, "reason", reason == null ? null : "given");
    return told;
  }

  private static void put(Map<String, String> told, String name, @Nullable Object value) {
    if (value != null) {
      told.put(name, value.toString());
    }
  }
}
