package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The audit line of a change that is under way: what is known only at the change's end is added to
 * it, in the same transaction. For the one thread that makes the change.
 *
 * @param id the line's number
 */
public record ChangeLine(Connection writer, @Nullable String municipality, long id) {

  /** Names the part of the subject that the change is about. */
  public void about(long object) throws SQLException {
    update("SET object = ?", String.valueOf(object));
  }

  /** Adds what is known only at the end. */
  public void detail(String name, Object value) throws SQLException {
    details(Map.of(name, value));
  }

  /** As {@link #detail}, several. */
  public void details(Map<String, ?> more) throws SQLException {
    String before =
        Sql.string(writer, "SELECT details FROM machizu_audit WHERE " + which(), values());
    if (before == null) {
      throw new StoreException("the audit line " + id + " of the change under way is gone");
    }
    Map<String, String> all = new TreeMap<>(AuditLines.read(before));
    more.forEach((name, value) -> all.put(name, value.toString()));
    update("SET details = ?", AuditLines.write(all));
  }

  private void update(String set, String value) throws SQLException {
    List<Object> all = new ArrayList<>(List.of(value));
    all.addAll(List.of(values()));
    Sql.update(writer, "UPDATE machizu_audit " + set + " WHERE " + which(), all.toArray());
  }

  /** The municipality leads every key, and is no part of it in a file that is wholly one town's. */
  private String which() {
    return municipality == null ? "id = ?" : "municipality = ? AND id = ?";
  }

  private Object[] values() {
    return municipality == null ? new Object[] {id} : new Object[] {municipality, id};
  }
}
