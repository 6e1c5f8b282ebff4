package org.machizu.store.gpkg;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.machizu.store.sql.Sql;

/**
 * The seals of one file: each covers the lines from the one before it on. Lines are numbered
 * without gaps, since SQLite takes a number back with its transaction.
 */
final class AuditSeals {
  /** Lines of one batch at most. */
  static final int BATCH = 10_000;

  /** What the first batch follows. */
  static final String GENESIS = "0".repeat(64);

  /** The columns of a line that its seal covers, in this order. */
  static final String COLUMNS =
      "id, municipality, time, actor, from_address, action, subject, object, reason, details";

  private static final int COLUMN_COUNT = 10;
  private static final String FORM = "machizu-audit-1";

  private AuditSeals() {}

  /**
   * A seal as it stands in the file.
   *
   * @param previous the hash of the batch before
   */
  record Seal(long batch, long first, long last, String time, String previous, String hash) {}

  static @Nullable Seal last(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT batch, first_line, last_line, time, previous, hash FROM machizu_audit_seal ORDER BY batch DESC LIMIT 1");
        ResultSet row = statement.executeQuery()) {
      return row.next() ? read(row) : null;
    }
  }

  static Seal read(ResultSet row) throws SQLException {
    return new Seal(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        String.valueOf(row.getString(4)),
        String.valueOf(row.getString(5)),
        String.valueOf(row.getString(6)));
  }

  /** Whether there are lines without a seal. */
  static boolean isBehind(Connection connection) throws SQLException {
    return Sql.numberOr(connection, 0, "SELECT max(id) FROM machizu_audit")
        > Sql.numberOr(connection, 0, "SELECT max(last_line) FROM machizu_audit_seal");
  }

  /**
   * Seals the next lines, within the writer's transaction.
   *
   * @return whether there were any
   */
  static boolean seal(Connection writer, String time) throws SQLException {
    Seal before = last(writer);
    long batch = before == null ? 1 : before.batch + 1;
    long after = before == null ? 0 : before.last;
    long last =
        Sql.numberOr(
            writer,
            0,
            "SELECT max(id) FROM (SELECT id FROM machizu_audit WHERE id > ? ORDER BY id LIMIT ?)",
            after,
            BATCH);
    if (last == 0) {
      return false;
    }
    String previous = before == null ? GENESIS : before.hash;
    Seal seal = new Seal(batch, after + 1, last, time, previous, "");
    Sql.update(
        writer,
        "INSERT INTO machizu_audit_seal (batch, first_line, last_line, time, previous, hash) VALUES (?, ?, ?, ?, ?, ?)",
        batch,
        seal.first,
        last,
        time,
        previous,
        hash(writer, seal).hash);
    return true;
  }

  /**
   * A batch as its lines are now.
   *
   * @param lines how many there are
   */
  record Content(String hash, long lines) {}

  /** The hash that a seal with these numbers and that previous hash must have. */
  static Content hash(Connection connection, Seal seal) throws SQLException {
    MessageDigest digest = sha256();
    for (Object part :
        new Object[] {FORM, seal.previous, seal.batch, seal.first, seal.last, seal.time}) {
      add(digest, part.toString());
    }
    long lines = 0;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM machizu_audit WHERE id BETWEEN ? AND ? ORDER BY id")) {
      Sql.bind(statement, seal.first, seal.last);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          for (int i = 1; i <= COLUMN_COUNT; i++) {
            add(digest, row.getString(i));
          }
          lines++;
        }
      }
    }
    return new Content(HexFormat.of().formatHex(digest.digest()), lines);
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
