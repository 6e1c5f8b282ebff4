package org.machizu.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;

/**
 * Writes audit lines. Each is written in the transaction of what it tells, so that neither is there
 * without the other.
 */
public final class AuditLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AuditLines() {}

  /**
   * Writes a line within a transaction that writes.
   *
   * @param municipality null in a file that is wholly one town's
   * @return the line, which may be added to until the transaction ends
   */
  public static ChangeLine insert(
      Connection writer, @Nullable String municipality, AuditEntry entry) throws SQLException {
    Long id =
        Sql.number(
            writer,
            "INSERT INTO machizu_audit (municipality, time, actor, from_address, action, subject, object, reason, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            municipality,
            Moments.text(entry.time()),
            entry.actor(),
            entry.from(),
            entry.action().name(),
            entry.subject(),
            entry.object(),
            entry.reason(),
            write(entry.details()));
    if (id == null) {
      throw new StoreException("an audit line was written without a number");
    }
    return new ChangeLine(writer, municipality, id);
  }

  static String write(Map<String, String> details) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(details));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written", e);
    }
  }

  /** What somebody has spoilt is shown as it is. */
  static Map<String, String> read(String details) {
    try {
      return JSON.readValue(details, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      return Map.of("unreadable", details);
    }
  }
}
