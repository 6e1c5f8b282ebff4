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

  /** Passes over whole pieces without reading them: of a large file only a part may be wanted. */
  @Override
  public long skip(long count) throws IOException {
    long left = Math.max(0, count);
    long inPiece = Math.min(left, chunk.length - at);
    at += (int) inPiece;
    left -= inPiece;
    // All pieces but the last are of one length; of the last nothing is passed over like this.
    while (left > Chunks.BYTES && stands(number + 1)) {
      number++;
      left -= Chunks.BYTES;
    }
    while (left > 0 && fill()) {
      inPiece = Math.min(left, chunk.length - at);
      at += (int) inPiece;
      left -= inPiece;
    }
    return Math.max(0, count) - left;
  }

  private boolean stands(int which) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Sql.numberOr(
                    c,
                    0,
                    "SELECT count(*) FROM attachment_chunk WHERE municipality = ? AND content = ? AND number = ?",
                    municipality,
                    content,
                    which)
                > 0);
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
