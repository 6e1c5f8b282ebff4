package org.machizu.store.postgis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import org.machizu.access.AuditEntry;
import org.machizu.geo.feature.Revision;
import org.machizu.store.sql.Sql;

/**
 * A revision of a layer while it is being made. What the triggers see until {@link #end} belongs to
 * it; its audit line is gathered meanwhile and written then, in the same transaction.
 */
final class Step {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;
  private final String municipality;
  private final Revision revision;
  private AuditEntry line;

  Step(Connection connection, String municipality, Revision revision, AuditEntry line) {
    this.connection = connection;
    this.municipality = municipality;
    this.revision = revision;
    this.line = line;
  }

  Revision revision() {
    return revision;
  }

  /** Adds to the audit line what is known only now. */
  Step detail(String name, Object value) {
    line = line.with(name, value);
    return this;
  }

  /** Names the feature that the audit line is about. */
  void about(long feature) {
    line = line.about(String.valueOf(feature));
  }

  /** Ends it; what the transaction does from here on belongs to no revision. */
  Revision end() throws SQLException {
    own(connection, "");
    ObjectNode details = JSON.createObjectNode();
    new TreeMap<>(line.details()).forEach(details::put);
    Sql.update(
        connection,
        "INSERT INTO machizu.machizu_audit (municipality, time, actor, from_address, action, subject, object, reason, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        municipality,
        Times.text(line.time()),
        line.actor(),
        line.from(),
        line.action().name(),
        line.subject(),
        line.object(),
        line.reason(),
        details.toString());
    return revision;
  }

  /** Tells the triggers whose the changes are. */
  static void own(Connection connection, String revision) throws SQLException {
    Sql.string(connection, "SELECT set_config('machizu.revision', ?, true)", revision);
  }

  private static final class Times {
    static String text(java.time.Instant time) {
      return java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
          .withZone(java.time.ZoneOffset.UTC)
          .format(time.truncatedTo(ChronoUnit.MILLIS));
    }
  }
}
