package org.machizu.access;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log: who did what to what, when, from where and why. It names things by
 * their ids and never holds a value of an attribute, a password or a token.
 *
 * @param actor the name as in {@link Actor}
 * @param from the client's network address; null for the machine itself
 * @param subject what it was done to: a layer's short id, an account's, role's or token's name
 * @param object a part of the subject: a feature's id, a job's; null for the whole
 * @param reason the purpose of a read or the reason of a step, as stated; null when none was
 * @param details further ids and numbers by name, few and short
 */
public record AuditEntry(
    Instant time,
    String actor,
    @Nullable String from,
    Action action,
    String subject,
    @Nullable String object,
    @Nullable String reason,
    Map<String, String> details) {

  /** What can stand in the log. */
  public enum Action {
    SIGN_IN,
    SIGN_IN_REFUSED,
    SIGN_OUT,
    PASSWORD_CHANGED,
    ACCOUNT_CHANGED,
    ROLE_CHANGED,
    TOKEN_CREATED,
    TOKEN_REVOKED,
    RIGHTS_CHANGED,
    PUBLISHED,
    UNPUBLISHED,
    LAYER_CREATED,
    LAYER_DESCRIBED,
    LAYER_DISCARDED,
    IMPORTED,
    EDITED,
    UNDONE,
    EXPORTED,
    /** A personal layer was looked at, without what is shown on demand. */
    PERSONAL_VIEWED,
    /** What is shown on demand was read of one feature. */
    PERSONAL_READ,
    /** Something was done with a case of the watch over households. */
    WATCH_CHANGED,
    /** Somebody told that an entrance is blocked, or saw to what was told. */
    ENTRANCE_REPORTED,
    /** An extract of the resident register was compared, reviewed or applied. */
    REGISTER_COMPARED,
    /** What was to go was taken out of one place after another; the details prove it. */
    PURGED,
    /** How long a layer's content is kept was set. */
    RETENTION_CHANGED,
    /** Somebody who is told of alerts was added, changed, or removed. */
    RECIPIENT_CHANGED,
    /** What is asked about a site was put into another form. */
    CHECKLIST_CHANGED,
    /** A paper of the permit counter was given out. */
    PAPER_ISSUED,
    /** Its fee was taken. */
    PAPER_PAID,
    /** It counts no longer. */
    PAPER_VOIDED,
    /** A document was attached to a feature. */
    DOCUMENT_ATTACHED,
    /** It is attached no longer. */
    DOCUMENT_REMOVED,
    /** What the counter has taken in was closed. */
    COUNTER_CLOSED,
    /** A shelter was opened or closed, or told how it stands. */
    SHELTER_CHANGED,
    /** A thematic map was made, changed or removed. */
    MAP_CHANGED,
    /** It was shown to everybody. */
    MAP_PUBLISHED,
    /** It was taken back. */
    MAP_UNPUBLISHED,
    /** Somebody told of a mistake in open data. */
    FEEDBACK_RECEIVED,
    /** Such a message was taken, answered, handed over or closed. */
    FEEDBACK_CHANGED,
    AUDIT_READ,
    AUDIT_EXPORTED,
    /** The whole town was written into a file. */
    BACKED_UP,
    /** The town was made anew from such a file. */
    RESTORED,
    /** The town was taken here from another store, or from here to another. */
    MOVED
  }

  public AuditEntry {
    details = Map.copyOf(details);
  }

  /** A line about something an actor does; names the job in which they do it. */
  public static AuditEntry of(Instant time, Actor actor, Action action, String subject) {
    JobMark job = actor.job();
    Map<String, String> details = job == null ? Map.of() : Map.of(JobMark.DETAIL, job.id());
    return new AuditEntry(time, actor.name(), actor.from(), action, subject, null, null, details);
  }

  /** The same line about a part of the subject. */
  public AuditEntry about(String part) {
    return new AuditEntry(time, actor, from, action, subject, part, reason, details);
  }

  /** The same line with a reason. */
  public AuditEntry because(@Nullable String why) {
    return new AuditEntry(time, actor, from, action, subject, object, why, details);
  }

  /** The same line with one more detail. */
  public AuditEntry with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(details);
    more.put(name, value.toString());
    return new AuditEntry(time, actor, from, action, subject, object, reason, more);
  }
}
