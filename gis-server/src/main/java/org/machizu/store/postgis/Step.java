package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.access.AuditEntry;
import org.machizu.geo.feature.Revision;
import org.machizu.store.sql.AuditLines;
import org.machizu.store.sql.Sql;

/**
 * A revision of a layer while it is being made. What the triggers see until {@link #end} belongs to
 * it; its audit line is gathered meanwhile and written then, in the same transaction.
 */
final class Step {
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
    var unused = AuditLines.insert(connection, municipality, line);
    return revision;
  }

  /** Tells the triggers whose the changes are. */
  static void own(Connection connection, String revision) throws SQLException {
    Sql.string(connection, "SELECT set_config('machizu.revision', ?, true)", revision);
  }
}
