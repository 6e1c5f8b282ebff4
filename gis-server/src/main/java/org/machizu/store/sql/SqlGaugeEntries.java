package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.GaugeEntries;
import org.machizu.gauges.GaugeEntry;
import org.machizu.gauges.GaugeEntry.What;

/** The log of what was entered about gauges, in SQL. */
public final class SqlGaugeEntries implements GaugeEntries {
  private static final String SELECT =
      "SELECT number, gauge, recorded, author, kind, what, reason FROM gauge_entry WHERE municipality = ? ";

  private final String municipality;
  private final Transactions transactions;

  public SqlGaugeEntries(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  /** What a line's {@code kind} says, and which record holds the rest. */
  private enum Kind {
    SET_UP(GaugeEntry.SetUp.class),
    MAINTENANCE(GaugeEntry.Maintenance.class),
    ACCEPTED(GaugeEntry.Accepted.class),
    ENDED(GaugeEntry.Ended.class),
    DRILL(GaugeEntry.Drill.class);

    private final Class<? extends What> type;

    Kind(Class<? extends What> type) {
      this.type = type;
    }

    static Kind of(What what) {
      return switch (what) {
        case GaugeEntry.SetUp _ -> SET_UP;
        case GaugeEntry.Maintenance _ -> MAINTENANCE;
        case GaugeEntry.Accepted _ -> ACCEPTED;
        case GaugeEntry.Ended _ -> ENDED;
        case GaugeEntry.Drill _ -> DRILL;
      };
    }
  }

  private List<GaugeEntry> select(Connection c, String where, @Nullable Object... values)
      throws SQLException {
    return Rows.select(
        c, SqlGaugeEntries::entry, SELECT + where + "ORDER BY number LIMIT " + MOST, values);
  }

  private static GaugeEntry entry(ResultSet row) throws SQLException {
    return new GaugeEntry(
        row.getLong(1),
        row.getString(2),
        Instant.parse(row.getString(3)),
        row.getString(4),
        GaugeJson.read(row.getString(6), Kind.valueOf(row.getString(5)).type),
        row.getString(7));
  }

  @Override
  public List<GaugeEntry> all() {
    return transactions.read(Transactions.ALLOWED, c -> select(c, "", municipality));
  }

  @Override
  public long last() {
    return transactions.read(Transactions.ALLOWED, this::last);
  }

  private long last(Connection c) throws SQLException {
    return Sql.numberOr(
        c, 0, "SELECT max(number) FROM gauge_entry WHERE municipality = ?", municipality);
  }

  @Override
  public GaugeEntry append(String gauge, Function<List<GaugeEntry>, GaugeEntry> deciding) {
    return transactions.write(c -> {
      GaugeEntry draft = deciding.apply(select(c, "AND gauge = ? ", municipality, gauge));
      GaugeEntry entry =
          new GaugeEntry(
              last(c) + 1, gauge, draft.recorded(), draft.author(), draft.what(), draft.reason());
      Sql.update(
          c,
          "INSERT INTO gauge_entry (municipality, number, gauge, recorded, author, kind, what, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          municipality,
          entry.number(),
          gauge,
          Moments.text(entry.recorded()),
          entry.author(),
          Kind.of(entry.what()).name(),
          GaugeJson.write(entry.what()),
          entry.reason());
      return entry;
    });
  }
}
