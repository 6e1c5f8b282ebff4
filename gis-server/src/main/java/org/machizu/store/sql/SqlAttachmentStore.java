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
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.machizu.attachments.Attachment;
import org.machizu.attachments.AttachmentStore;
import org.machizu.attachments.AttachmentTooLargeException;

/** Attachments, whose content lies in {@link Chunks}. */
public final class SqlAttachmentStore implements AttachmentStore {
  private final String municipality;
  private final Transactions transactions;
  private final Chunks chunks;

  public SqlAttachmentStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
    this.chunks = new Chunks(municipality, transactions);
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
    AtomicLong size = new AtomicLong();
    return chunks.take(
        content,
        maxBytes,
        AttachmentTooLargeException::new,
        piece -> {
          digest.update(piece);
          size.addAndGet(piece.length);
        },
        (c, id) -> finish(c, attachment(digest, mediaType, size.get()), id));
  }

  private static Attachment attachment(MessageDigest digest, String mediaType, long size) {
    return new Attachment(
        HexFormat.of().formatHex(digest.digest()),
        mediaType,
        size,
        Instant.parse(Moments.text(Instant.now())));
  }

  private Attachment finish(Connection connection, Attachment attachment, long id)
      throws SQLException {
    Optional<Attachment> there = find(connection, attachment.hash());
    if (there.isPresent()) {
      chunks.drop(connection, id);
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
    chunks.finish(connection, id);
    return attachment;
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
        .map(chunks::open);
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
      chunks.drop(c, id);
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
