package org.machizu.store.sql;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.geo.feature.Revision;

/** What a revision of a layer can be, as its row says, and the audit line that goes with it. */
public final class ChangeKinds {
  /** How the notes of publish steps begin. */
  public static final String OPEN = "open: ";

  public static final String CLOSED = "closed: ";
  public static final String CREATE = "create";
  public static final String DISCARD = "discard";
  public static final String DESCRIBE = "describe";
  public static final String PUBLISH = "publish";
  public static final String EDIT = "edit";
  public static final String UNDO = "undo";
  public static final String IMPORT = "import";
  public static final String COLUMNS = "columns";
  public static final String RIGHTS = "rights";
  public static final String RETENTION = "retention";
  public static final String PURGE = "purge";

  /** One whose rows are gone, while other places may still hold what was in them. */
  public static final String PURGE_UNFINISHED = "purge-unfinished";

  private static final Map<String, Action> ACTIONS =
      Map.ofEntries(
          Map.entry(CREATE, Action.LAYER_CREATED),
          Map.entry(DISCARD, Action.LAYER_DISCARDED),
          Map.entry(DESCRIBE, Action.LAYER_DESCRIBED),
          Map.entry(PUBLISH, Action.PUBLISHED),
          Map.entry(EDIT, Action.EDITED),
          Map.entry(UNDO, Action.UNDONE),
          Map.entry(IMPORT, Action.IMPORTED),
          Map.entry(COLUMNS, Action.LAYER_DESCRIBED),
          Map.entry(RIGHTS, Action.RIGHTS_CHANGED),
          Map.entry(RETENTION, Action.RETENTION_CHANGED),
          Map.entry(PURGE, Action.PURGED),
          Map.entry(PURGE_UNFINISHED, Action.PURGED));

  private ChangeKinds() {}

  /** Whether a revision took something out for good. */
  public static boolean isPurge(String kind) {
    return kind.equals(PURGE) || kind.equals(PURGE_UNFINISHED);
  }

  /**
   * The audit line of a revision.
   *
   * @param note the reason, or null
   */
  public static AuditEntry entry(
      Instant time,
      Actor actor,
      String kind,
      @Nullable String note,
      String layer,
      Revision revision) {
    return AuditEntry.of(time, actor, action(kind, note), layer)
        .because(reason(kind, note))
        .with("revision", revision.number());
  }

  /** The reason as it was given; what the step was, the action tells. */
  private static @Nullable String reason(String kind, @Nullable String note) {
    if (note == null || kind.equals(UNDO) || kind.equals(COLUMNS)) {
      return null;
    }
    return note.startsWith(OPEN)
        ? note.substring(OPEN.length())
        : note.startsWith(CLOSED) ? note.substring(CLOSED.length()) : note;
  }

  private static Action action(String kind, @Nullable String note) {
    Action action = Objects.requireNonNull(ACTIONS.get(kind), kind);
    boolean closes = action == Action.PUBLISHED && note != null && note.startsWith(CLOSED);
    return closes ? Action.UNPUBLISHED : action;
  }
}
