package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.OpenRevision;
import org.machizu.store.sql.Begun;
import org.machizu.store.sql.Sql;

/**
 * A revision of a layer in a file: at its end the history's index and the contents table follow.
 */
final class FileRevision implements OpenRevision {
  private final Connection connection;
  private final Epoch epoch;
  private final Begun begun;
  private final Envelope touched = new Envelope();

  /**
   * @param epoch the layer's tables when it ends
   */
  FileRevision(Connection connection, Epoch epoch, Begun begun) {
    this.connection = connection;
    this.epoch = epoch;
    this.begun = begun;
  }

  @Override
  public Revision revision() {
    return begun.revision();
  }

  @Override
  public FileRevision detail(String name, Object value) throws SQLException {
    begun.line().detail(name, value);
    return this;
  }

  @Override
  public void about(long feature) throws SQLException {
    begun.line().about(feature);
  }

  @Override
  public void touch(@Nullable Geometry written) {
    if (written != null) {
      touched.expandToInclude(written.getEnvelopeInternal());
    }
  }

  /** As {@link #touch(Geometry)}, everything within a box. */
  void touch(Envelope box) {
    touched.expandToInclude(box);
  }

  @Override
  public void touchAll(String query, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      Sql.bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          GeometryFunctions.find(row.getBytes(1)).ifPresent(touched::expandToInclude);
        }
      }
    }
  }

  @Override
  public Revision end() throws SQLException {
    boolean unused = HistoryIndex.catchUp(connection, epoch);
    LayerTables.touch(connection, epoch.layer(), touched);
    Revisions.end(connection);
    return begun.revision();
  }
}
