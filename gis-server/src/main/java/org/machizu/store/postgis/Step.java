package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.AuditEntry;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.OpenRevision;
import org.machizu.store.sql.AuditLines;
import org.machizu.store.sql.Sql;

/**
 * A revision of a layer in the database. Its audit line is gathered meanwhile and written at its
 * end.
 */
final class Step implements OpenRevision {
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

  @Override
  public Revision revision() {
    return revision;
  }

  @Override
  public Step detail(String name, Object value) {
    line = line.with(name, value);
    return this;
  }

  @Override
  public void about(long feature) {
    line = line.about(String.valueOf(feature));
  }

  /** The database keeps no box around a layer. */
  @Override
  public void touch(@Nullable Geometry written) {}

  @Override
  public void touchAll(String query, Object... values) {}

  @Override
  public Revision end() throws SQLException {
    own(connection, "");
    var unused = AuditLines.insert(connection, municipality, line);
    return revision;
  }

  /** Tells the triggers whose the changes are. */
  static void own(Connection connection, String revision) throws SQLException {
    Sql.string(connection, "SELECT set_config('machizu.revision', ?, true)", revision);
  }
}
