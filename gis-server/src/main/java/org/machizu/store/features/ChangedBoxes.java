package org.machizu.store.features;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.LayerChanged;
import org.machizu.store.sql.Sql;

/** The boxes of features before and after a revision. */
public final class ChangedBoxes {
  /** More changes than this are told as "everything". */
  public static final int LISTED = 10_000;

  private final Connection connection;
  private final Epoch epoch;

  public ChangedBoxes(Connection connection, Epoch epoch) {
    this.connection = connection;
    this.epoch = epoch;
  }

  /**
   * Adds the changes of a revision.
   *
   * @return false when there would be more than {@code atMost} in the list
   */
  public boolean add(Revision revision, List<LayerChanged.FeatureChange> to, int atMost)
      throws SQLException {
    String geometry = epoch.hasGeometry() ? "geom" : epoch.dialect().noGeometry();
    String history = epoch.history();
    StoredValues values = epoch.dialect().values();
    String sql =
        """
        SELECT c.fid,
          (SELECT %1$s FROM %2$s WHERE fid = c.fid AND machizu_to = c.revision),
          CASE WHEN c.kind = 'D' THEN NULL ELSE coalesce(
            (SELECT %1$s FROM %2$s WHERE fid = c.fid AND machizu_from = c.revision),
            (SELECT %1$s FROM %3$s WHERE fid = c.fid
               AND (SELECT revision FROM %4$s WHERE fid = c.fid) = c.revision)) END
        FROM %5$s c WHERE c.revision = ? ORDER BY c.fid
        """
            .formatted(geometry, history, epoch.content(), epoch.version(), epoch.log());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, revision.number());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (to.size() == atMost) {
            return false;
          }
          to.add(
              new LayerChanged.FeatureChange(
                  row.getLong(1), values.box(row, 2), values.box(row, 3)));
        }
        return true;
      }
    }
  }
}
