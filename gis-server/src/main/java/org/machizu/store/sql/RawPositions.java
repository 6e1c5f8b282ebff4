package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.tracks.TrackStore.Page;
import org.machizu.tracks.TrackStore.Place;
import org.machizu.tracks.TrackStore.Raw;

/**
 * Positions of a device, read with as few calls of the driver as can be: each costs more than
 * SQLite needs to find the row.
 */
final class RawPositions {
  private static final int ALTITUDE = 1;
  private static final int ACCURACY = 2;
  private static final int SPEED = 4;
  private static final int COURSE = 8;
  private static final int EXTRA = 16;
  private static final int USUAL_EXTRA = 32;
  private static final int BITS = 64;

  private static final String WITHIN =
      " WHERE municipality = ? AND device = ? AND time >= ? AND time < ?";
  private static final String BEHIND = " AND (time, hash) > (?, ?)";
  private static final String ORDER = " ORDER BY time, hash LIMIT ?";

  /**
   * The first number tells the time and, in its lowest bits, what is there, and whether the extras
   * are a usual text, so that the rest need not be asked for.
   */
  private static final String SELECT =
      "SELECT time * 64 + CASE WHEN altitude IS NULL THEN 0 ELSE 1 END + CASE WHEN accuracy IS NULL THEN 0 ELSE 2 END + CASE WHEN speed IS NULL THEN 0 ELSE 4 END + CASE WHEN course IS NULL THEN 0 ELSE 8 END + CASE WHEN extra IS NULL THEN 0 WHEN extra = ? THEN 32 ELSE 16 END, lon, lat, altitude, accuracy, speed, course, extra, hash FROM position";

  private final String municipality;
  private final long device;

  RawPositions(String municipality, long device) {
    this.municipality = municipality;
    this.device = device;
  }

  Page page(Connection c, long first, long end, @Nullable Place after, int limit)
      throws SQLException {
    long from = after == null ? first : Math.max(first, after.time());
    // Mostly a vehicle tells the same for a long time.
    String usual =
        Sql.string(
            c, "SELECT extra FROM position" + WITHIN + ORDER, municipality, device, from, end, 1);
    String sql = SELECT + WITHIN + (after == null ? "" : BEHIND) + ORDER;
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      if (after == null) {
        Sql.bind(statement, usual, municipality, device, from, end, limit);
      } else {
        Sql.bind(
            statement, usual, municipality, device, from, end, after.time(), after.hash(), limit);
      }
      return page(statement, usual, verdicts(c, from, end, limit), limit);
    }
  }

  private static Page page(
      PreparedStatement statement, @Nullable String usual, Map<Place, String> verdicts, int limit)
      throws SQLException {
    List<Raw> found = new ArrayList<>(limit);
    Place last = null;
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        long begin = row.getLong(1);
        long time = Math.floorDiv(begin, (long) BITS);
        int there = Math.floorMod(begin, BITS);
        boolean isLast = found.size() == limit - 1;
        if (isLast || !verdicts.isEmpty()) {
          last = new Place(time, row.getLong(9));
        }
        found.add(
            new Raw(
                time,
                row.getDouble(2),
                row.getDouble(3),
                (there & ALTITUDE) == 0 ? Double.NaN : row.getDouble(4),
                (there & ACCURACY) == 0 ? Double.NaN : row.getDouble(5),
                (there & SPEED) == 0 ? Double.NaN : row.getDouble(6),
                (there & COURSE) == 0 ? Double.NaN : row.getDouble(7),
                (there & EXTRA) != 0 ? row.getString(8) : (there & USUAL_EXTRA) != 0 ? usual : null,
                verdicts.isEmpty() ? null : verdicts.get(last)));
      }
    }
    return new Page(found, found.size() == limit ? last : null);
  }

  /** Of the same positions; they are few. */
  private Map<Place, String> verdicts(Connection c, long first, long end, int limit)
      throws SQLException {
    Map<Place, String> verdicts = new HashMap<>();
    Rows.select(
        c,
        row -> verdicts.put(new Place(row.getLong(1), row.getLong(2)), row.getString(3)),
        "SELECT time, hash, code FROM position_verdict" + WITHIN + ORDER,
        municipality,
        device,
        first,
        end,
        limit + 1); // one may be of the position before
    return verdicts;
  }

  /** Sums, so that the database goes through the rows alone; none can overflow. */
  long digest(Connection c, long first, long end, int limit) throws SQLException {
    long positions =
        Sql.numberOr(
            c,
            0,
            "SELECT count(*) * 1000003 + coalesce(sum(hash %% 1000000007), 0) * 31 + coalesce(sum(time %% 86400000), 0) FROM (SELECT time, hash FROM position%s) p"
                .formatted(WITHIN + ORDER),
            municipality,
            device,
            first,
            end,
            limit);
    int verdicts =
        Rows.select(
                c,
                row ->
                    31 * Long.hashCode(row.getLong(1) ^ row.getLong(2))
                        + row.getString(3).hashCode(),
                "SELECT time, hash, code FROM position_verdict" + WITHIN + ORDER,
                municipality,
                device,
                first,
                end,
                limit)
            .hashCode();
    return 31 * positions + verdicts;
  }
}
