package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.FeatureVersion;

/** Reads the changes of a layer, newest first, as a View shows them. */
final class History {
  private final Connection connection;
  private final Entry entry;
  private final FeatureReads reads;

  History(Connection connection, Entry entry, View view) {
    this.connection = connection;
    this.entry = entry;
    this.reads = new FeatureReads(connection, entry, view);
  }

  List<FeatureVersion> read(@Nullable Long featureId, @Nullable Revision before, int limit)
      throws SQLException {
    List<FeatureVersion> found = new ArrayList<>();
    for (Epoch epoch : Entries.listEpochs(connection, entry.name())) {
      if (found.size() == limit) {
        break;
      }
      boolean wanted = before == null || epoch.start().compareTo(before) < 0;
      if (wanted) {
        read(epoch, featureId, before, limit, found);
      }
    }
    return found;
  }

  private void read(
      Epoch epoch,
      @Nullable Long featureId,
      @Nullable Revision before,
      int limit,
      List<FeatureVersion> found)
      throws SQLException {
    String sql =
        """
        SELECT max(c.revision, %d), c.fid, r.time, r.actor FROM %s c
        JOIN machizu_revision r ON r.revision = max(c.revision, %d)
        WHERE c.revision < ?%s ORDER BY c.revision DESC, c.fid
        """
            .formatted(
                epoch.start().number(),
                Sql.name(epoch.log()),
                epoch.start().number(),
                featureId == null ? "" : " AND c.fid = ?");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, before == null ? Long.MAX_VALUE : before.number());
      if (featureId != null) {
        statement.setLong(2, featureId);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (found.size() < limit && rows.next()) {
          version(rows).ifPresent(found::add);
        }
      }
    }
  }

  /** Empty when the View shows neither the state before nor the one after. */
  private Optional<FeatureVersion> version(ResultSet row) throws SQLException {
    Revision revision = new Revision(row.getLong(1));
    long id = row.getLong(2);
    Feature before = reads.findAt(id, new Revision(revision.number() - 1)).orElse(null);
    Feature after = reads.findAt(id, revision).orElse(null);
    if (before == null && after == null) {
      return Optional.empty();
    }
    FeatureVersion.Kind kind =
        before == null
            ? FeatureVersion.Kind.CREATE
            : after == null ? FeatureVersion.Kind.DELETE : FeatureVersion.Kind.UPDATE;
    return Optional.of(
        new FeatureVersion(
            revision, Instant.parse(row.getString(3)), row.getString(4), kind, id, before, after));
  }
}
