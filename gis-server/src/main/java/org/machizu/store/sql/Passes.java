package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.tracks.RoadPass;
import org.machizu.tracks.RoadPass.Doing;
import org.machizu.tracks.RoadPass.Evidence;
import org.machizu.tracks.RoadPass.Work;
import org.machizu.tracks.WorkKind;

/** The rows of passes. */
final class Passes {
  /** As {@link #pass} reads them. */
  static final String SELECT =
      "SELECT d.name, p.run, p.number, p.road, p.part, p.forward, p.from_m, p.to_m, p.length_m, p.entered, p.gone, p.confidence, p.certain, p.doing, p.work, p.inferred, p.width_m, p.fixes, p.distance_m, p.gap_s, p.rival FROM road_pass p JOIN track_device d ON d.municipality = p.municipality AND d.id = p.device WHERE p.municipality = ? ";

  private static final String INSERT =
      "INSERT INTO road_pass (municipality, device, run, number, road, part, forward, from_m, to_m, length_m, entered, gone, confidence, certain, doing, work, inferred, width_m, fixes, distance_m, gap_s, rival) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private Passes() {}

  static void insert(Connection c, String municipality, long device, List<RoadPass> passes)
      throws SQLException {
    if (passes.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = c.prepareStatement(INSERT)) {
      for (RoadPass pass : passes) {
        Sql.bind(
            statement,
            municipality,
            device,
            pass.stretch().toEpochMilli(),
            pass.number(),
            pass.road(),
            pass.part(),
            Rows.number(pass.forward()),
            pass.fromM(),
            pass.toM(),
            pass.lengthM(),
            pass.entered().toEpochMilli(),
            pass.left().toEpochMilli(),
            pass.confidence(),
            Rows.number(pass.certain()),
            pass.work().doing().name(),
            pass.work().kind() == null ? null : pass.work().kind().code(),
            Rows.number(pass.work().inferred()),
            pass.work().widthM(),
            pass.evidence().fixes(),
            pass.evidence().distanceM(),
            pass.evidence().gapS(),
            pass.evidence().rival());
        statement.addBatch();
      }
      int[] unused = statement.executeBatch();
    }
  }

  static RoadPass pass(ResultSet row) throws SQLException {
    String kind = row.getString(15);
    double width = row.getDouble(17);
    @Nullable Double widthM = row.wasNull() ? null : width;
    long rival = row.getLong(21);
    @Nullable Long other = row.wasNull() ? null : rival;
    return new RoadPass(
        row.getString(1),
        Instant.ofEpochMilli(row.getLong(2)),
        row.getInt(3),
        row.getLong(4),
        row.getInt(5),
        row.getInt(6) == 1,
        row.getDouble(7),
        row.getDouble(8),
        row.getDouble(9),
        Instant.ofEpochMilli(row.getLong(10)),
        Instant.ofEpochMilli(row.getLong(11)),
        row.getDouble(12),
        row.getInt(13) == 1,
        new Work(
            Doing.valueOf(row.getString(14)),
            kind == null ? null : WorkKind.ofCode(kind).orElse(null),
            row.getInt(16) == 1,
            widthM),
        new Evidence(row.getInt(18), row.getDouble(19), row.getDouble(20), other));
  }
}
