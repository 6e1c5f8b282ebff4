package org.machizu.store.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.machizu.access.TrackView;
import org.machizu.ingest.gps.ContentHash;
import org.machizu.ingest.gps.ExtraJson;
import org.machizu.ingest.gps.Position;
import org.machizu.tracks.Device;
import org.machizu.tracks.MatchStore;
import org.machizu.tracks.TrackStore;

/** Positions in SQL. */
public final class SqlTrackStore implements TrackStore {
  private static final String COLUMNS =
      "p.time, p.lon, p.lat, p.altitude, p.accuracy, p.speed, p.course, p.extra";

  private final String municipality;
  private final Transactions transactions;
  private final PositionInsert positions;
  private final Devices devices;

  /** Of devices that have sent something; there are at most {@link #MOST_DEVICES}. */
  private final Map<String, Long> numbers = new ConcurrentHashMap<>();

  public SqlTrackStore(String municipality, Transactions transactions, PositionInsert positions) {
    this.municipality = municipality;
    this.transactions = transactions;
    this.positions = positions;
    this.devices = new Devices(municipality);
  }

  @Override
  public Added add(String device, List<Position> given, List<Refusal> refusals, Instant now) {
    if (given.size() > MOST_AT_ONCE || refusals.size() > MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "a lot of %d positions and %d refusals is not allowed; give at most %d of each"
              .formatted(given.size(), refusals.size(), MOST_AT_ONCE));
    }
    List<PositionInsert.Row> rows = given.stream().map(SqlTrackStore::row).toList();
    long number = numberOf(device, now);
    return transactions.writeBlind(c -> {
      int added = rows.isEmpty() ? 0 : positions.insert(c, municipality, number, rows);
      if (added > 0) {
        noteArrival(c, number, rows);
      }
      keep(c, number, refusals);
      Sql.update(
          c,
          "UPDATE track_device SET heard = ? WHERE municipality = ? AND id = ? AND heard < ?",
          now.toEpochMilli(),
          municipality,
          number,
          now.toEpochMilli());
      return new Added(added, rows.size() - added);
    });
  }

  /** A device keeps its number, so that it is looked up once. */
  private long numberOf(String device, Instant now) {
    Long known = numbers.get(device);
    if (known != null) {
      return known;
    }
    Optional<Devices.Numbered> kept =
        transactions.read(Transactions.ALLOWED, c -> devices.find(c, device));
    long number =
        kept.orElseGet(() ->
                transactions.write(c -> {
                  if (devices.find(c, device).isEmpty()) {
                    devices.add(c, Device.unknown(device, now));
                  }
                  return devices.find(c, device).orElseThrow();
                }))
            .id();
    numbers.put(device, number);
    return number;
  }

  private static PositionInsert.Row row(Position position) {
    String extra = ExtraJson.write(position.extra());
    return new PositionInsert.Row(
        position.time().toEpochMilli(),
        ContentHash.of(position),
        position.lon(),
        position.lat(),
        position.altitudeM(),
        position.accuracyM(),
        position.speedMps(),
        position.courseDeg(),
        position.extra().isEmpty() ? null : extra);
  }

  /** One note for each piece without a gap, so that not everything between is matched again. */
  private void noteArrival(Connection c, long device, List<PositionInsert.Row> rows)
      throws SQLException {
    List<Long> times =
        rows.stream().map(PositionInsert.Row::time).sorted(Comparator.naturalOrder()).toList();
    long gap = MatchStore.GAP.toMillis();
    long since = times.getFirst();
    for (int i = 1; i <= times.size(); i++) {
      if (i == times.size() || times.get(i) - times.get(i - 1) > gap) {
        Sql.update(
            c,
            "INSERT INTO track_arrival (municipality, device, since, until) VALUES (?, ?, ?, ?)",
            municipality,
            device,
            since,
            times.get(i - 1));
        since = i < times.size() ? times.get(i) : since;
      }
    }
  }

  private void keep(Connection c, long device, List<Refusal> refusals) throws SQLException {
    if (refusals.isEmpty()) {
      return;
    }
    long present =
        Sql.numberOr(
            c,
            0,
            "SELECT count(*) FROM position_refused WHERE municipality = ? AND device = ?",
            municipality,
            device);
    for (int i = 0; i < refusals.size() && present + i < MOST_REFUSALS; i++) {
      Refusal refusal = refusals.get(i);
      Sql.update(
          c,
          "INSERT INTO position_refused (municipality, device, hash, code, detail, raw) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
          municipality,
          device,
          hash(refusal),
          refusal.code(),
          refusal.detail(),
          refusal.raw().replace("\0", "\\0"));
    }
  }

  private static long hash(Refusal refusal) {
    CRC32C low = new CRC32C();
    CRC32C high = new CRC32C();
    low.update(refusal.raw().getBytes(StandardCharsets.UTF_8));
    high.update((refusal.code() + '\n' + refusal.raw()).getBytes(StandardCharsets.UTF_8));
    return high.getValue() << 32 | low.getValue();
  }

  @Override
  public List<Device> devices(TrackView view) {
    return view.isNamed()
        ? transactions.read(Transactions.ALLOWED, devices::list).stream()
            .map(Devices.Numbered::device)
            .toList()
        : List.of();
  }

  @Override
  public Optional<Device> device(TrackView view, String name) {
    return view.isNamed()
        ? transactions
            .read(Transactions.ALLOWED, c -> devices.find(c, name))
            .map(Devices.Numbered::device)
        : Optional.empty();
  }

  @Override
  public void describe(Device device) {
    boolean unused =
        transactions.write(c -> {
          if (!devices.describe(c, device)) {
            devices.add(c, device);
          }
          return true;
        });
  }

  @Override
  public List<Latest> latest(TrackView view) {
    return transactions.read(
        Transactions.ALLOWED,
        c -> {
          List<Latest> found = new ArrayList<>();
          for (Devices.Numbered one : devices.list(c)) {
            Rows.select(
                    c,
                    SqlTrackStore::position,
                    "SELECT "
                        + COLUMNS
                        + " FROM position p WHERE municipality = ? AND device = ? AND time >= ? AND time <= ? AND NOT EXISTS (SELECT 1 FROM position_verdict v WHERE v.municipality = p.municipality AND v.device = p.device AND v.time = p.time AND v.hash = p.hash) ORDER BY time DESC, hash DESC LIMIT 1",
                    municipality,
                    one.id(),
                    millis(view.notBefore()),
                    millis(view.notAfter()))
                .forEach(position -> found.add(new Latest(one.device(), position)));
          }
          return found;
        });
  }

  @Override
  public List<Kept> read(TrackView view, String device, Instant from, Instant until, int limit) {
    checkLimit(limit, MOST_READ);
    Times times = Times.of(view, from, until);
    return transactions.read(
        Transactions.ALLOWED,
        c -> {
          Optional<Devices.Numbered> found = devices.find(c, device);
          return found.isEmpty()
              ? List.<Kept>of()
              : Rows.select(
                  c,
                  row -> new Kept(position(row), row.getString(9)),
                  "SELECT "
                      + COLUMNS
                      + ", v.code FROM position p LEFT JOIN position_verdict v ON v.municipality = p.municipality AND v.device = p.device AND v.time = p.time AND v.hash = p.hash WHERE p.municipality = ? AND p.device = ? AND p.time >= ? AND p.time < ? ORDER BY p.time, p.hash LIMIT ?",
                  municipality,
                  found.get().id(),
                  times.first,
                  times.end,
                  limit);
        });
  }

  /**
   * @param first inclusive
   * @param end exclusive
   */
  private record Times(long first, long end) {
    static Times of(TrackView view, Instant from, Instant until) {
      // The View's end is inclusive.
      long last = millis(view.notAfter());
      long end = last == Long.MAX_VALUE ? last : last + 1;
      return new Times(
          Math.max(millis(from), millis(view.notBefore())), Math.min(millis(until), end));
    }
  }

  private static void checkLimit(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new IllegalArgumentException(
          "limit %d is not allowed; give 1 to %d".formatted(limit, most));
    }
  }

  @Override
  public Page page(
      TrackView view,
      String device,
      Instant from,
      Instant until,
      @Nullable Place after,
      int limit) {
    checkLimit(limit, MOST_AT_ONCE);
    Times times = Times.of(view, from, until);
    return transactions.read(
        Transactions.ALLOWED,
        c -> {
          Optional<Devices.Numbered> found = devices.find(c, device);
          return found.isEmpty()
              ? Page.NONE
              : new RawPositions(municipality, found.get().id())
                  .page(c, times.first, times.end, after, limit);
        });
  }

  @Override
  public long digest(TrackView view, String device, Instant from, Instant until, int limit) {
    checkLimit(limit, MOST_READ);
    Times times = Times.of(view, from, until);
    return transactions.read(
        Transactions.ALLOWED,
        c -> {
          Optional<Devices.Numbered> found = devices.find(c, device);
          return found.isEmpty()
              ? 0L
              : new RawPositions(municipality, found.get().id())
                  .digest(c, times.first, times.end, limit);
        });
  }

  @Override
  public List<Refusal> refusals(TrackView view, String device, int limit) {
    Rows.checkLimit(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c -> {
          Optional<Devices.Numbered> found =
              view.isNamed() ? devices.find(c, device) : Optional.empty();
          return found.isEmpty()
              ? List.<Refusal>of()
              : Rows.select(
                  c,
                  row -> new Refusal(row.getString(1), row.getString(2), row.getString(3)),
                  "SELECT code, detail, raw FROM position_refused WHERE municipality = ? AND device = ? ORDER BY hash LIMIT ?",
                  municipality,
                  found.get().id(),
                  limit);
        });
  }

  /** Milliseconds since 1970; of moments far beyond, the outermost that can be told. */
  static long millis(Instant moment) {
    try {
      return moment.toEpochMilli();
    } catch (ArithmeticException e) {
      return moment.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** From the columns {@link #COLUMNS}. */
  static Position position(ResultSet row) throws SQLException {
    String extra = row.getString(8);
    return new Position(
        Instant.ofEpochMilli(row.getLong(1)),
        row.getDouble(2),
        row.getDouble(3),
        number(row, 4),
        number(row, 5),
        number(row, 6),
        number(row, 7),
        extra == null ? Collections.emptySortedMap() : ExtraJson.read(extra));
  }

  private static @Nullable Double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  /** Goes through positions, as {@link MatchStore#scan}. */
  static void scan(
      Connection c,
      String municipality,
      long device,
      MatchStore.Span span,
      MatchStore.PositionVisitor visitor)
      throws SQLException {
    try (PreparedStatement statement =
        c.prepareStatement(
            "SELECT "
                + COLUMNS
                + ", p.hash FROM position p WHERE municipality = ? AND device = ? AND time >= ? AND time <= ? ORDER BY time, hash")) {
      statement.setFetchSize(2000);
      Sql.bind(
          statement, municipality, device, span.from().toEpochMilli(), span.until().toEpochMilli());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          visitor.visit(position(row), row.getLong(9));
        }
      }
    }
  }
}
