package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.snow.SnowEntry;
import org.machizu.snow.SnowEntry.Measured;
import org.machizu.snow.SnowEntry.What;
import org.machizu.snow.SnowEntry.Withdrawn;
import org.machizu.snow.SnowEntry.Words;
import org.machizu.snow.SnowEvent;
import org.machizu.snow.SnowStore;

/** The log of snowfalls in SQL. */
public final class SqlSnowStore implements SnowStore {
  private static final String SELECT =
      "SELECT number, event, recorded, author, kind, name, begins, ends, moment, cm, source, reason FROM snow_entry WHERE municipality = ? ";
  private static final String WORDS = "WORDS";
  private static final String WITHDRAWN = "WITHDRAWN";
  private static final String MEASURED = "MEASURED";

  private final String municipality;
  private final Transactions transactions;

  public SqlSnowStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  /** The table in a file of SQLite. */
  public static void createTable(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE snow_entry (
          municipality TEXT NOT NULL, number INTEGER NOT NULL, event INTEGER NOT NULL,
          recorded TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL,
          name TEXT, begins TEXT, ends TEXT, moment TEXT, cm REAL, source TEXT,
          reason TEXT NOT NULL, PRIMARY KEY (municipality, number))
        """);
    Sql.execute(
        connection, "CREATE INDEX snow_entry_event ON snow_entry (municipality, event, number)");
    Sql.execute(
        connection,
        "CREATE INDEX snow_entry_words ON snow_entry (municipality, number) WHERE kind <> 'MEASURED'");
  }

  /** The log within a transaction that is open. */
  private final class OpenLog implements Log {
    private final Connection connection;

    OpenLog(Connection connection) {
      this.connection = connection;
    }

    private List<SnowEntry> select(String where, @Nullable Object... values) {
      try {
        return Rows.select(connection, SqlSnowStore::entry, SELECT + where, values);
      } catch (SQLException e) {
        throw new StoreException("reading the log of snowfalls failed", e);
      }
    }

    @Override
    public List<SnowEntry> words() {
      return select("AND kind <> 'MEASURED' ORDER BY number LIMIT " + MOST_WORDS, municipality);
    }

    @Override
    public List<SnowEntry> measurements(long event) {
      return select(
          "AND event = ? AND kind = 'MEASURED' ORDER BY number LIMIT " + SnowEvent.MOST_READINGS,
          municipality,
          event);
    }

    @Override
    public long last() {
      try {
        return Sql.numberOr(
            connection,
            0,
            "SELECT max(number) FROM snow_entry WHERE municipality = ?",
            municipality);
      } catch (SQLException e) {
        throw new StoreException("reading the log of snowfalls failed", e);
      }
    }
  }

  @Override
  public Log log() {
    return new Log() {
      @Override
      public List<SnowEntry> words() {
        return transactions.read(Transactions.ALLOWED, c -> new OpenLog(c).words());
      }

      @Override
      public List<SnowEntry> measurements(long event) {
        return transactions.read(Transactions.ALLOWED, c -> new OpenLog(c).measurements(event));
      }

      @Override
      public long last() {
        return transactions.read(Transactions.ALLOWED, c -> new OpenLog(c).last());
      }
    };
  }

  @Override
  public List<SnowEntry> history(long event, long before, int limit) {
    Rows.checkLimit(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            new OpenLog(c)
                .select(
                    "AND event = ? AND number < ? ORDER BY number DESC LIMIT ?",
                    municipality,
                    event,
                    before,
                    limit));
  }

  @Override
  public SnowEntry append(Deciding deciding) {
    return transactions.write(c -> {
      OpenLog log = new OpenLog(c);
      SnowEntry draft = deciding.decide(log);
      SnowEntry entry =
          new SnowEntry(
              log.last() + 1,
              draft.event(),
              draft.recorded(),
              draft.author(),
              draft.what(),
              draft.reason());
      insert(c, entry);
      return entry;
    });
  }

  private void insert(Connection c, SnowEntry entry) throws SQLException {
    What what = entry.what();
    Words words = what instanceof Words some ? some : null;
    Measured measured = what instanceof Measured some ? some : null;
    int unused =
        Sql.update(
            c,
            "INSERT INTO snow_entry (municipality, number, event, recorded, author, kind, name, begins, ends, moment, cm, source, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            municipality,
            entry.number(),
            entry.event(),
            Moments.text(entry.recorded()),
            entry.author(),
            words != null ? WORDS : measured != null ? MEASURED : WITHDRAWN,
            words == null ? null : words.name(),
            words == null ? null : Moments.text(words.begin()),
            words == null || words.end() == null ? null : Moments.text(words.end()),
            measured == null ? null : Moments.text(measured.time()),
            measured == null ? null : measured.cm(),
            measured == null ? null : measured.source(),
            entry.reason());
  }

  private static SnowEntry entry(ResultSet row) throws SQLException {
    String ends = row.getString(8);
    double cm = row.getDouble(10);
    Double measured = row.wasNull() ? null : cm;
    What what =
        switch (row.getString(5)) {
          case WORDS ->
              new Words(
                  row.getString(6),
                  Instant.parse(row.getString(7)),
                  ends == null ? null : Instant.parse(ends));
          case MEASURED ->
              new Measured(Instant.parse(row.getString(9)), measured, row.getString(11));
          default -> new Withdrawn();
        };
    return new SnowEntry(
        row.getLong(1),
        row.getLong(2),
        Instant.parse(row.getString(3)),
        row.getString(4),
        what,
        row.getString(12));
  }
}
