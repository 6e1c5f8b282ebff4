package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.machizu.tracks.Device;
import org.machizu.tracks.TooManyDevicesException;
import org.machizu.tracks.TrackStore;
import org.machizu.tracks.WorkKind;

/** The rows of devices. */
final class Devices {
  private static final String COLUMNS = "id, name, title, vehicle, work, width_m, heard";
  private static final String SELECT =
      "SELECT " + COLUMNS + " FROM track_device WHERE municipality = ? ";

  private final String municipality;

  /** A device with the number that its rows bear. */
  record Numbered(long id, Device device) {}

  Devices(String municipality) {
    this.municipality = municipality;
  }

  List<Numbered> list(Connection c) throws SQLException {
    return Rows.select(c, Devices::device, SELECT + "ORDER BY name", municipality);
  }

  Optional<Numbered> find(Connection c, String name) throws SQLException {
    return Rows.select(c, Devices::device, SELECT + "AND name = ?", municipality, name).stream()
        .findFirst();
  }

  Numbered get(Connection c, long id) throws SQLException {
    return Rows.select(c, Devices::device, SELECT + "AND id = ?", municipality, id).getFirst();
  }

  /**
   * Notes a new device. The writer's lock must be held.
   *
   * @throws TooManyDevicesException when there are {@link TrackStore#MOST_DEVICES}
   */
  void add(Connection c, Device device) throws SQLException {
    long present =
        Sql.numberOr(
            c, 0, "SELECT count(*) FROM track_device WHERE municipality = ?", municipality);
    if (present >= TrackStore.MOST_DEVICES) {
      throw new TooManyDevicesException(device.name());
    }
    Sql.update(
        c,
        "INSERT INTO track_device (municipality, name, id, title, vehicle, work, width_m, heard) SELECT ?, ?, coalesce(max(id), 0) + 1, ?, ?, ?, ?, ? FROM track_device WHERE municipality = ?",
        municipality,
        device.name(),
        device.title(),
        device.vehicle(),
        device.usualWork().map(WorkKind::code).orElse(null),
        device.widthM(),
        device.heard().toEpochMilli(),
        municipality);
  }

  boolean describe(Connection c, Device device) throws SQLException {
    return Sql.update(
            c,
            "UPDATE track_device SET title = ?, vehicle = ?, work = ?, width_m = ? WHERE municipality = ? AND name = ?",
            device.title(),
            device.vehicle(),
            device.usualWork().map(WorkKind::code).orElse(null),
            device.widthM(),
            municipality,
            device.name())
        > 0;
  }

  private static Numbered device(ResultSet row) throws SQLException {
    double width = row.getDouble(6);
    Double widthM = row.wasNull() ? null : width;
    String work = row.getString(5);
    return new Numbered(
        row.getLong(1),
        new Device(
            row.getString(2),
            row.getString(3),
            row.getString(4),
            work == null ? null : WorkKind.ofCode(work).orElse(null),
            widthM,
            Instant.ofEpochMilli(row.getLong(7))));
  }
}
