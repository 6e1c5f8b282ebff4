package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.residents.EntranceReport;
import org.machizu.residents.Photo;
import org.machizu.residents.WatchConflictException;

/** Reports of blocked entrances. They say nothing about anybody once the winters are over. */
final class WatchReports {
  /** Two winters. */
  private static final Duration KEPT = Duration.ofDays(550);

  private static final int MOST_LISTED = 10_000;

  private static final String SELECT =
      "SELECT id, seen, source, reporter, lon, lat, note, photo, closed FROM watch_report WHERE municipality = ?";

  private final String municipality;
  private final WatchPhotos photos;

  WatchReports(String municipality, WatchPhotos photos) {
    this.municipality = municipality;
    this.photos = photos;
  }

  boolean add(Connection c, EntranceReport report, @Nullable Photo photo, int perHour, Instant now)
      throws SQLException {
    if (find(c, report.id()).isPresent()) {
      return false;
    }
    long lately =
        Sql.numberOr(
            c,
            0,
            "SELECT count(*) FROM watch_report WHERE municipality = ? AND reporter = ? AND received > ?",
            municipality,
            report.by(),
            Moments.text(now.minus(Duration.ofHours(1))));
    if (lately >= perHour) {
      throw new WatchConflictException(
          "reports-too-many", "%d reports an hour are taken from one reporter".formatted(perHour));
    }
    int old =
        Sql.update(
            c,
            "DELETE FROM watch_report WHERE municipality = ? AND seen < ?",
            municipality,
            Moments.text(now.minus(KEPT)));
    if (old > 0) {
      int unused = photos.removeUnused(c);
    }
    SqlWatchStore.requireRoom(c, "watch_report", municipality);
    if (photo != null) {
      photos.keep(c, photo);
    }
    Sql.update(
        c,
        "INSERT INTO watch_report (municipality, id, seen, source, reporter, received, lon, lat, note, photo) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        municipality,
        report.id(),
        Moments.text(report.seen()),
        report.source().code(),
        report.by(),
        Moments.text(now),
        report.lon(),
        report.lat(),
        report.note(),
        photo == null ? null : photo.hash());
    return true;
  }

  Optional<EntranceReport> find(Connection c, String id) throws SQLException {
    return Rows.select(c, WatchReports::report, SELECT + " AND id = ?", municipality, id).stream()
        .findFirst();
  }

  List<EntranceReport> list(Connection c, Instant since, Instant before, int limit)
      throws SQLException {
    if (limit < 1 || limit > MOST_LISTED) {
      throw new IllegalArgumentException(
          "limit " + limit + " is not allowed; give 1 to " + MOST_LISTED);
    }
    return Rows.select(
        c,
        WatchReports::report,
        SELECT + " AND seen >= ? AND seen < ? ORDER BY seen DESC, id LIMIT " + limit,
        municipality,
        Moments.text(since),
        Moments.text(before));
  }

  private static EntranceReport report(ResultSet row) throws SQLException {
    String closed = row.getString(9);
    return new EntranceReport(
        row.getString(1),
        Instant.parse(row.getString(2)),
        EntranceReport.Source.ofCode(row.getString(3)),
        row.getString(4),
        row.getDouble(5),
        row.getDouble(6),
        row.getString(7),
        row.getString(8),
        closed == null ? null : Instant.parse(closed));
  }

  boolean close(Connection c, String id, Instant now) throws SQLException {
    return Sql.update(
            c,
            "UPDATE watch_report SET closed = COALESCE(closed, ?) WHERE municipality = ? AND id = ?",
            Moments.text(now),
            municipality,
            id)
        > 0;
  }

  int remove(Connection c, List<String> ids) throws SQLException {
    int gone = 0;
    for (String id : ids) {
      gone +=
          Sql.update(
              c, "DELETE FROM watch_report WHERE municipality = ? AND id = ?", municipality, id);
    }
    return gone;
  }
}
