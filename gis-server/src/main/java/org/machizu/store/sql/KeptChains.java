package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.Head;
import org.machizu.jobs.CancelledException;
import org.machizu.transfer.RowSink;
import org.machizu.transfer.Section;
import org.machizu.transfer.TownSink;

/**
 * Audit chains that came with the town from another store. They stay whole and apart from each
 * other and from those that the store goes on with, so that every head that was ever written down
 * still fits. A chain's name tells when it ended: {@code until-20261127T101500Z/town.gpkg}.
 */
public final class KeptChains {
  private static final String PREFIX = "until-";
  private static final int FETCHED = 1000;
  private static final DateTimeFormatter ENDED =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private KeptChains() {}

  /** The tables in SQLite; PostgreSQL's are made by its own steps. */
  public static void createTables(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE machizu_audit_kept (
          municipality TEXT NOT NULL, chain TEXT NOT NULL, id INTEGER NOT NULL, batch INTEGER,
          line_municipality TEXT, time TEXT NOT NULL, actor TEXT NOT NULL, from_address TEXT,
          action TEXT NOT NULL, subject TEXT NOT NULL, object TEXT, reason TEXT,
          details TEXT NOT NULL, PRIMARY KEY (municipality, chain, id))
        """);
    for (String columns : List.of("batch, id", "time, id", "subject, object, time, id")) {
      Sql.execute(
          connection,
          "CREATE INDEX machizu_audit_kept_%s ON machizu_audit_kept (municipality, chain, %s)"
              .formatted(columns.split(",")[0], columns));
    }
    Sql.execute(
        connection,
        """
        CREATE TABLE machizu_audit_kept_seal (
          municipality TEXT NOT NULL, chain TEXT NOT NULL, batch INTEGER NOT NULL,
          first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, lines INTEGER NOT NULL,
          time TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,
          PRIMARY KEY (municipality, chain, batch))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE machizu_audit_kept_end (
          municipality TEXT NOT NULL, chain TEXT NOT NULL, batch INTEGER NOT NULL,
          PRIMARY KEY (municipality, chain))
        """);
  }

  /** How a chain is called that ends in one store and is kept in the next. */
  public static String name(String chain, Instant ended) {
    return PREFIX + ENDED.format(ended) + "/" + chain;
  }

  /** Whether a chain is what has been kept of one. */
  static boolean isKeptOf(String kept, String chain) {
    return kept.startsWith(PREFIX) && kept.substring(kept.indexOf('/') + 1).equals(chain);
  }

  /** All of the town's. */
  public static List<AuditChain> list(String municipality, Transactions transactions) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Sql.strings(
                    c,
                    "SELECT chain FROM machizu_audit_kept_end WHERE municipality = ? ORDER BY chain",
                    municipality)
                .stream()
                .map(chain ->
                    new AuditChain(chain, transactions, new KeptSeals(municipality, chain)))
                .toList());
  }

  /** Gives the chains that are kept already. */
  public static void sendKept(Connection connection, String municipality, TownSink sink)
      throws SQLException, CancelledException {
    for (String chain :
        Sql.strings(
            connection,
            "SELECT chain FROM machizu_audit_kept_end WHERE municipality = ? ORDER BY chain",
            municipality)) {
      TownTables.sendRows(
          connection,
          "SELECT id, batch, line_municipality, time, actor, from_address, action, subject, object, reason, details FROM machizu_audit_kept WHERE municipality = ? AND chain = ? ORDER BY id",
          sink.begin(new Section.AuditLines(chain)),
          municipality,
          chain);
      sendSeals(connection, new KeptSeals(municipality, chain), chain, sink);
    }
  }

  /**
   * Gives a chain that the store has gone on with until now; nothing when it has no line.
   *
   * @param as the name under which it is kept
   */
  public static void sendLive(Connection connection, AuditSeals seals, String as, TownSink sink)
      throws SQLException, CancelledException {
    Condition town = seals.town();
    boolean any =
        Sql.number(
                connection,
                "SELECT 1 FROM machizu_audit WHERE " + town.sql() + " LIMIT 1",
                town.values().toArray())
            != null;
    if (!any && seals.batchesGiven(connection) == 0) {
      return;
    }
    RowSink rows = sink.begin(new Section.AuditLines(as));
    try (PreparedStatement ofSeals = seals.all(connection);
        ResultSet seal = ofSeals.executeQuery();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT %s, %s FROM machizu_audit WHERE %s ORDER BY id"
                    .formatted(
                        AuditSeals.COLUMNS, seals.marksLines() ? "batch" : "NULL", town.sql()))) {
      Batches batches = new Batches(seals.marksLines(), seal);
      statement.setFetchSize(FETCHED);
      Sql.bind(statement, town.values().toArray());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.row(line(row, batches));
        }
      }
    }
    rows.end();
    sendSeals(connection, seals, as, sink);
  }

  /** The batches of lines that come by their numbers. */
  private static final class Batches {
    private final boolean marked;
    private final ResultSet seals;
    private AuditSeals.@Nullable Seal seal;

    /**
     * @param marked whether a line itself tells
     * @param seals in their order
     */
    private Batches(boolean marked, ResultSet seals) throws SQLException {
      this.marked = marked;
      this.seals = seals;
      this.seal = next();
    }

    private AuditSeals.@Nullable Seal next() throws SQLException {
      return seals.next() ? AuditSeals.read(seals) : null;
    }

    /** Seals of a file cover ranges that follow one another. */
    @Nullable Long of(ResultSet line) throws SQLException {
      if (marked) {
        long batch = line.getLong(11);
        return line.wasNull() ? null : (Long) batch;
      }
      long number = line.getLong(1);
      while (seal != null && seal.last() < number) {
        seal = next();
      }
      return seal != null && seal.first() <= number ? (Long) seal.batch() : null;
    }
  }

  private static @Nullable Object[] line(ResultSet row, Batches batches) throws SQLException {
    @Nullable Object[] line = new @Nullable Object[11];
    line[0] = row.getLong(1);
    line[1] = batches.of(row);
    for (int i = 2; i <= 10; i++) {
      line[i] = row.getString(i);
    }
    return line;
  }

  private static void sendSeals(
      Connection connection, AuditSeals seals, String chain, TownSink sink)
      throws SQLException, CancelledException {
    RowSink rows = sink.begin(new Section.AuditSeals(chain, seals.batchesGiven(connection)));
    try (PreparedStatement statement = seals.all(connection);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        AuditSeals.Seal seal = AuditSeals.read(row);
        rows.row(
            seal.batch(),
            seal.first(),
            seal.last(),
            seal.lines(),
            seal.time(),
            seal.previous(),
            seal.hash());
      }
    }
    rows.end();
  }

  /** Takes the lines of a chain. */
  public static RowSink write(Transactions into, String municipality, Section.AuditLines lines) {
    return new InsertSink(
        into,
        "INSERT INTO machizu_audit_kept (municipality, chain, id, batch, line_municipality, time, actor, from_address, action, subject, object, reason, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values -> of(municipality, lines.chain(), values));
  }

  /** Takes the seals of a chain, whose lines have come. */
  public static RowSink write(Transactions into, String municipality, Section.AuditSeals seals) {
    int unused =
        into.writeBlind(c ->
            Sql.update(
                c,
                "INSERT INTO machizu_audit_kept_end (municipality, chain, batch) VALUES (?, ?, ?)",
                municipality,
                seals.chain(),
                seals.given()));
    return new InsertSink(
        into,
        "INSERT INTO machizu_audit_kept_seal (municipality, chain, batch, first_line, last_line, lines, time, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values -> of(municipality, seals.chain(), values));
  }

  private static @Nullable Object[] of(
      String municipality, String chain, @Nullable Object[] values) {
    return TownTables.behind(municipality, TownTables.behind(chain, values));
  }

  /**
   * The chain among these that a head is of: where there are several of a name, the one it fits.
   */
  static String chainOf(Head head, List<AuditChain> chains) {
    List<AuditChain> named = new ArrayList<>();
    for (AuditChain chain : chains) {
      if (chain.name().equals(head.chain()) || isKeptOf(chain.name(), head.chain())) {
        named.add(chain);
      }
    }
    for (AuditChain chain : named) {
      boolean fits =
          chain
              .transactions()
              .read(Transactions.ALLOWED, c -> chain.seals().hasSeal(c, head.batch(), head.hash()));
      if (fits) {
        return chain.name();
      }
    }
    return named.isEmpty() ? head.chain() : named.getFirst().name();
  }
}
