package org.machizu.store.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.ChainReport.Kind;

/**
 * The seals of one chain. Each covers a batch of lines and follows from the seal before it. Which
 * lines those are is where the stores differ: a file numbers its lines without gaps, so that a seal
 * covers all numbers up to the last; in a database that many write to at once, lines appear out of
 * the order of their numbers, and a seal marks those it covers.
 */
public abstract class AuditSeals {
  /** Lines of one batch at most. */
  protected static final int BATCH = 10_000;

  /** What the first batch follows. */
  protected static final String GENESIS = "0".repeat(64);

  /** The columns of a line that its seal covers, in this order. */
  public static final String COLUMNS =
      "id, municipality, time, actor, from_address, action, subject, object, reason, details";

  private static final int COLUMN_COUNT = 10;
  private static final String FORM = "machizu-audit-1";
  private static final int FETCHED = 1000;

  private final Tables tables;
  private final Condition town;
  private final String select;

  /**
   * Where a chain lies.
   *
   * @param lines the table of lines
   * @param columns what a seal covers of a line, in the order of {@link #COLUMNS}
   * @param seals the table of seals
   */
  record Tables(String lines, String columns, String seals) {
    static final Tables LIVE = new Tables("machizu_audit", COLUMNS, "machizu_audit_seal");
  }

  /**
   * @param town which lines and seals are the chain's
   * @param lines how many lines a seal covers, in SQL
   */
  protected AuditSeals(Condition town, String lines) {
    this(Tables.LIVE, town, lines);
  }

  AuditSeals(Tables tables, Condition town, String lines) {
    this.tables = tables;
    this.town = town;
    this.select =
        "SELECT batch, first_line, last_line, %s, time, previous, hash FROM %s WHERE %s "
            .formatted(lines, tables.seals, town.sql());
  }

  /**
   * A seal as it stands.
   *
   * @param first the lowest number of a line
   * @param last the highest
   * @param lines how many lines it covers
   * @param previous the hash of the batch before
   */
  public record Seal(
      long batch, long first, long last, long lines, String time, String previous, String hash) {}

  /**
   * A batch as its lines are now.
   *
   * @param lines how many there are
   */
  record Content(String hash, long lines) {}

  /** What checking looks at besides the batches. */
  protected interface Finding {
    void add(Kind kind, long batch, String detail);
  }

  /** Whether there are lines to be sealed. */
  protected abstract boolean isBehind(Connection connection, Instant now) throws SQLException;

  /**
   * Seals the next lines, within a transaction that no other sealer overlaps.
   *
   * @return whether there were any
   */
  public abstract boolean seal(Connection writer, Instant now) throws SQLException;

  /** The lines that a seal covers. */
  protected abstract Condition covered(Seal seal);

  /** Whether a line has a seal, in SQL. */
  protected abstract String isSealed();

  /** Whether a line bears the number of its batch; else its number tells it. */
  protected boolean marksLines() {
    return true;
  }

  /** Whether the chain has a seal of that number and hash. */
  final boolean hasSeal(Connection connection, long batch, String hash) throws SQLException {
    List<Object> values = new ArrayList<>(town.values());
    values.add(batch);
    values.add(hash);
    return Sql.number(
            connection,
            "SELECT 1 FROM %s WHERE %s AND batch = ? AND hash = ?"
                .formatted(tables.seals, town.sql()),
            values.toArray())
        != null;
  }

  /** Whether a seal's numbers follow from those before it. */
  protected abstract boolean follows(Seal seal, long lineBefore);

  /** The number of the last seal that was ever made. */
  public abstract long batchesGiven(Connection connection) throws SQLException;

  /**
   * Looks at the lines that no seal covers.
   *
   * @param end the last seal; null when there is none
   * @return how many wait for one
   */
  protected abstract long checkUnsealed(
      Connection connection, @Nullable Seal end, Instant now, Finding finding) throws SQLException;

  final Tables tables() {
    return tables;
  }

  /** All lines of the chain. */
  protected final Condition town() {
    return town;
  }

  /** The end of the chain; null when nothing is sealed yet. */
  public final @Nullable Seal last(Connection connection) throws SQLException {
    List<Seal> found =
        Rows.select(
            connection,
            AuditSeals::read,
            select + "ORDER BY batch DESC LIMIT 1",
            town.values().toArray());
    return found.isEmpty() ? null : found.getFirst();
  }

  /** All seals in their order; the caller closes the statement. */
  final PreparedStatement all(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(select + "ORDER BY batch");
    Sql.bind(statement, town.values().toArray());
    statement.setFetchSize(FETCHED);
    return statement;
  }

  static Seal read(ResultSet row) throws SQLException {
    return new Seal(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        String.valueOf(row.getString(5)),
        String.valueOf(row.getString(6)),
        String.valueOf(row.getString(7)));
  }

  /** A seal with the hash that its numbers and its lines give. */
  protected final Seal hashed(Connection connection, Seal seal) throws SQLException {
    return new Seal(
        seal.batch,
        seal.first,
        seal.last,
        seal.lines,
        seal.time,
        seal.previous,
        content(connection, seal).hash);
  }

  /** The hash that a seal with these numbers and that previous hash must have. */
  final Content content(Connection connection, Seal seal) throws SQLException {
    MessageDigest digest = sha256();
    for (Object part :
        new Object[] {FORM, seal.previous, seal.batch, seal.first, seal.last, seal.time}) {
      add(digest, part.toString());
    }
    Condition lines = covered(seal);
    long count = 0;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %s FROM %s WHERE %s ORDER BY id"
                .formatted(tables.columns, tables.lines, lines.sql()))) {
      Sql.bind(statement, lines.values().toArray());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          for (int i = 1; i <= COLUMN_COUNT; i++) {
            add(digest, row.getString(i));
          }
          count++;
        }
      }
    }
    return new Content(HexFormat.of().formatHex(digest.digest()), count);
  }

  /** Each text with its length before it, so that no two lists of texts have the same bytes. */
  private static void add(MessageDigest digest, @Nullable String text) {
    if (text == null) {
      digest.update("-\n".getBytes(StandardCharsets.US_ASCII));
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    digest.update((byte) '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
