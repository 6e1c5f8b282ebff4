package org.machizu.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.LongFunction;

/**
 * Content of any length, in pieces of one mebibyte, so that neither memory nor a transaction ever
 * holds a whole one. What is still coming in belongs to nothing; an unfinished rest is cleared at a
 * later start.
 */
public final class Chunks {
  static final int BYTES = 1 << 20;
  private static final int CLEARED_AT_ONCE = 64;

  private final String municipality;
  private final Transactions transactions;

  public Chunks(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  /** What is told of each piece before it is kept. */
  public interface Listener {
    void next(byte[] piece) throws IOException;
  }

  /** What is done in one transaction with content that has come in whole. */
  public interface Finish<T> {
    T run(Connection connection, long id) throws SQLException;
  }

  /**
   * Streams content in.
   *
   * @param maxBytes refuse more than this
   * @param tooLong what is then thrown
   * @param listener hears of each piece; what it throws ends the stream
   * @param finish must call {@link #finish} or {@link #drop}
   * @return what {@code finish} gave; when anything is thrown, nothing is kept
   */
  public <T> T take(
      InputStream content,
      long maxBytes,
      LongFunction<? extends RuntimeException> tooLong,
      Listener listener,
      Finish<T> finish)
      throws IOException {
    long id =
        transactions.writeBlind(c ->
            Sql.numberOr(
                c,
                0,
                "INSERT INTO attachment_content (municipality, begun, finished) VALUES (?, ?, 0) RETURNING id",
                municipality,
                Moments.text(Instant.now())));
    try {
      copy(content, id, maxBytes, tooLong, listener);
      return transactions.write(c -> finish.run(c, id));
    } catch (IOException | RuntimeException e) {
      transactions.writeBlind(c -> {
        drop(c, id);
        return true;
      });
      throw e;
    }
  }

  private void copy(
      InputStream content,
      long id,
      long maxBytes,
      LongFunction<? extends RuntimeException> tooLong,
      Listener listener)
      throws IOException {
    long size = 0;
    for (int number = 0; ; number++) {
      byte[] piece = content.readNBytes(BYTES);
      if (piece.length == 0) {
        return;
      }
      size += piece.length;
      if (size > maxBytes) {
        throw tooLong.apply(maxBytes);
      }
      listener.next(piece);
      int at = number;
      transactions.writeBlind(c ->
          Sql.update(
              c,
              "INSERT INTO attachment_chunk (municipality, content, number, bytes) VALUES (?, ?, ?, ?)",
              municipality,
              id,
              at,
              piece));
    }
  }

  /**
   * Content that is whole stays.
   *
   * @throws StoreException when it came in so slowly that it was taken for the rest of a broken one
   */
  public void finish(Connection connection, long id) throws SQLException {
    int whole =
        Sql.update(
            connection,
            "UPDATE attachment_content SET finished = 1 WHERE municipality = ? AND id = ?",
            municipality,
            id);
    if (whole == 0) {
      throw new StoreException(
          "an attachment took so long to come in that it was taken for the rest of a broken one; send it again");
    }
  }

  public void drop(Connection connection, long id) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM attachment_chunk WHERE municipality = ? AND content = ?",
        municipality,
        id);
    Sql.update(
        connection,
        "DELETE FROM attachment_content WHERE municipality = ? AND id = ?",
        municipality,
        id);
  }

  /** Makes whole content an unfinished rest; {@link #clear} it next. */
  public void giveUp(Connection connection, long id) throws SQLException {
    Sql.update(
        connection,
        "UPDATE attachment_content SET finished = 0, begun = ? WHERE municipality = ? AND id = ?",
        Moments.text(Instant.EPOCH),
        municipality,
        id);
  }

  /**
   * Removes an unfinished rest in small transactions, so that others do not wait for a large one.
   */
  public void clear(long id) {
    int removed;
    do {
      removed =
          transactions.writeBlind(c ->
              Sql.update(
                  c,
                  "DELETE FROM attachment_chunk WHERE municipality = ? AND content = ? AND number IN (SELECT number FROM attachment_chunk WHERE municipality = ? AND content = ? ORDER BY number LIMIT ?)",
                  municipality,
                  id,
                  municipality,
                  id,
                  CLEARED_AT_ONCE));
    } while (removed > 0);
    transactions.writeBlind(c -> {
      drop(c, id);
      return true;
    });
  }

  /** The bytes, one piece in memory at a time. */
  public InputStream open(long id) {
    return new ChunkStream(municipality, id, transactions);
  }
}
