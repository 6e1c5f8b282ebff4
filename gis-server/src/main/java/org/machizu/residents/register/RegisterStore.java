package org.machizu.residents.register;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.retention.Cleared;

/** Drafts: extracts that were compared. A port, with one contract test for every store. */
public interface RegisterStore {
  /** Older ones go when a new one comes. */
  int DRAFTS_KEPT = 3;

  /** Begins a draft anew, in state comparing; what stood of it goes. */
  void begin(RegisterDraft draft);

  /**
   * @throws IllegalStateException when the draft is gone: what it was compared with was purged
   */
  void add(String draft, List<RegisterRow> rows);

  /** The draft is as it is to be; drafts beyond {@link #DRAFTS_KEPT} go. */
  void finish(RegisterDraft draft, AuditEntry entry);

  Optional<RegisterDraft> find(String id);

  /** The newest first. */
  List<RegisterDraft> list();

  /**
   * Rows by number.
   *
   * @param kind only of this; null: of every kind
   * @param placed only households placed so; null: all rows
   * @param after only with a greater number
   * @param limit 1 to 1000
   */
  List<RegisterRow> rows(
      String draft,
      RegisterRow.@Nullable Kind kind,
      RegisterRow.@Nullable Placed placed,
      int after,
      int limit);

  Optional<RegisterRow> findRow(String draft, int number);

  /**
   * A clerk says where a household lives.
   *
   * @param place the household whose place it gets; null: none on the map
   * @return false when there is no such household in a draft that is ready
   */
  boolean settle(String draft, int number, @Nullable Long place, AuditEntry entry);

  /** Notes that it was applied; what it holds of persons goes. */
  void applied(String draft, AuditEntry entry);

  /**
   * Throws it away.
   *
   * @return false when there is none
   */
  boolean remove(String draft, AuditEntry entry);

  /** Takes drafts away as if they had never been, also those that are being compared. */
  Cleared forget(Collection<String> drafts);
}
