package org.machizu.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** An attachment's bytes, one chunk in memory at a time. */
final class ChunkStream extends InputStream {
  private final String municipality;
  private final long content;
  private final Transactions transactions;
  private byte[] chunk = {};
  private int at;
  private int number;
  private boolean ended;

  ChunkStream(String municipality, long content, Transactions transactions) {
    this.municipality = municipality;
    this.content = content;
    this.transactions = transactions;
  }

  @Override
  public int read() throws IOException {
    return fill() ? chunk[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, into, offset, count);
    at += count;
    return count;
  }

  /** Whether there is a byte to give. */
  private boolean fill() throws IOException {
    if (at < chunk.length) {
      return true;
    }
    if (ended) {
      return false;
    }
    Optional<byte[]> next = transactions.read(Transactions.ALLOWED, c -> chunk(c, number));
    if (next.isEmpty()) {
      ended = true;
      if (!transactions.read(Transactions.ALLOWED, this::stands)) {
        throw new IOException("the attachment was removed while it was being read");
      }
      return false;
    }
    chunk = next.get();
    at = 0;
    number++;
    return true;
  }

  private Optional<byte[]> chunk(Connection connection, int which) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT bytes FROM attachment_chunk WHERE municipality = ? AND content = ? AND number = ?")) {
      Sql.bind(statement, municipality, content, which);
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  private boolean stands(Connection connection) throws SQLException {
    return Sql.numberOr(
            connection,
            0,
            "SELECT count(*) FROM attachment_content WHERE municipality = ? AND id = ?",
            municipality,
            content)
        > 0;
  }
}
