package org.machizu.store.gpkg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.machizu.retention.Cleared;
import org.machizu.store.sql.Sql;

/**
 * Overwrites what deleted rows have left in a SQLite file and in its journal. What was deleted or
 * altered before with plain deletes is left between the rows, and only a rewriting of the whole
 * file takes it out.
 */
final class Shredder {
  /** A rewriting lies in memory for a while; larger files keep what they overwrote at deletion. */
  private static final long REWRITTEN_AT_MOST = 512L << 20;

  private Shredder() {}

  /** Tells how it was done: {@code rewritten} or {@code overwritten}, and the journal's state. */
  static Cleared run(Path path, Writer writer) {
    return writer.alone(c -> {
      Sql.execute(c, "PRAGMA secure_delete = ON");
      boolean rewritten = size(path) <= REWRITTEN_AT_MOST;
      if (rewritten) {
        Sql.execute(c, "VACUUM");
      }
      boolean emptied = emptyJournal(c);
      return new Cleared(
          (rewritten ? "rewritten" : "overwritten")
              + (emptied ? ", journal emptied" : ", journal in use by readers"),
          emptied);
    });
  }

  private static boolean emptyJournal(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("PRAGMA wal_checkpoint(TRUNCATE)");
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getInt(1) == 0;
    }
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot measure " + path, e);
    }
  }
}
