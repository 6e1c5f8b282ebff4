package org.machizu.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.attachments.Attachment;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.AttachmentTooLargeException;

/**
 * Attachments, in chunks, so that neither memory nor a transaction ever holds a whole one. What is
 * still coming in belongs to no attachment; an unfinished rest is cleared at the next start.
 */
public final class SqlAttachmentStore implements AttachmentStore {
  private static final int CHUNK_BYTES = 1 << 20;

  private final String municipality;
  private final Transactions transactions;

  public SqlAttachmentStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  /**
   * For the start: drops what never became whole.
   *
   * @param before what began to come in later may still come in, on another server
   */
  public static void clearUnfinished(Connection connection, String municipality, Instant before)
      throws SQLException {
    String unfinished =
        "FROM attachment_content WHERE municipality = ? AND finished = 0 AND (begun IS NULL OR begun < ?)";
    Sql.update(
        connection,
        "DELETE FROM attachment_chunk WHERE municipality = ? AND content IN (SELECT id %s)"
            .formatted(unfinished),
        municipality,
        municipality,
        Moments.text(before));
    Sql.update(connection, "DELETE " + unfinished, municipality, Moments.text(before));
  }

  @Override
  public Attachment put(InputStream content, String mediaType, long maxBytes) throws IOException {
    MessageDigest digest = sha256();
    long id =
        transactions.writeBlind(c ->
            Sql.numberOr(
                c,
                0,
                "INSERT INTO attachment_content (municipality, begun, finished) VALUES (?, ?, 0) RETURNING id",
                municipality,
                Moments.text(Instant.now())));
    try {
      long size = copy(content, id, digest, maxBytes);
      Attachment attachment =
          new Attachment(
              HexFormat.of().formatHex(digest.digest()),
              mediaType,
              size,
              Instant.parse(Moments.text(Instant.now())));
      return transactions.write(c -> finish(c, attachment, id));
    } catch (IOException | RuntimeException e) {
      transactions.writeBlind(c -> {
        drop(c, id);
        return true;
      });
      throw e;
    }
  }

  private long copy(InputStream content, long id, MessageDigest digest, long maxBytes)
      throws IOException {
    long size = 0;
    for (int number = 0; ; number++) {
      byte[] chunk = content.readNBytes(CHUNK_BYTES);
      if (chunk.length == 0) {
        return size;
      }
      size += chunk.length;
      if (size > maxBytes) {
        throw new AttachmentTooLargeException(maxBytes);
      }
      digest.update(chunk);
      int at = number;
      transactions.writeBlind(c ->
          Sql.update(
              c,
              "INSERT INTO attachment_chunk (municipality, content, number, bytes) VALUES (?, ?, ?, ?)",
              municipality,
              id,
              at,
              chunk));
    }
  }

  private Attachment finish(Connection connection, Attachment attachment, long id)
      throws SQLException {
    Optional<Attachment> there = find(connection, attachment.hash());
    if (there.isPresent()) {
      drop(connection, id);
      return there.get();
    }
    Sql.update(
        connection,
        "INSERT INTO attachment (municipality, hash, media_type, size, stored, content) VALUES (?, ?, ?, ?, ?, ?)",
        municipality,
        attachment.hash(),
        attachment.mediaType(),
        attachment.size(),
        Moments.text(attachment.stored()),
        id);
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
    return attachment;
  }

  private void drop(Connection connection, long id) throws SQLException {
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

  @Override
  public Optional<Attachment> find(String hash) {
    return transactions.read(Transactions.ALLOWED, c -> find(c, hash));
  }

  private Optional<Attachment> find(Connection connection, String hash) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT media_type, size, stored FROM attachment WHERE municipality = ? AND hash = ?")) {
      Sql.bind(statement, municipality, hash);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Attachment(
                    hash, row.getString(1), row.getLong(2), Instant.parse(row.getString(3))))
            : Optional.empty();
      }
    }
  }

  @Override
  public Optional<InputStream> open(String hash) {
    return transactions
        .read(Transactions.ALLOWED, c -> Optional.ofNullable(content(c, hash)))
        .map(content -> new ChunkStream(municipality, content, transactions));
  }

  private @Nullable Long content(Connection connection, String hash) throws SQLException {
    return Sql.number(
        connection,
        "SELECT content FROM attachment WHERE municipality = ? AND hash = ?",
        municipality,
        hash);
  }

  @Override
  public boolean delete(String hash) {
    return transactions.write(c -> {
      Long id = content(c, hash);
      if (id == null) {
        return false;
      }
      Sql.update(
          c, "DELETE FROM attachment WHERE municipality = ? AND hash = ?", municipality, hash);
      drop(c, id);
      return true;
    });
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
