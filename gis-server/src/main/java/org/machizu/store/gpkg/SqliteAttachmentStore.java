package org.machizu.store.gpkg;

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
import org.machizu.store.sql.Moments;
import org.machizu.store.sql.Sql;

/**
 * Attachments in the operations file, in chunks, so that neither memory nor a transaction ever
 * holds a whole one. What is still coming in belongs to no attachment; an unfinished rest is
 * cleared at the next start.
 */
final class SqliteAttachmentStore implements AttachmentStore {
  private static final int CHUNK_BYTES = 1 << 20;

  private final String municipality;
  private final Writer writer;
  private final Readers readers;

  SqliteAttachmentStore(String municipality, Writer writer, Readers readers) {
    this.municipality = municipality;
    this.writer = writer;
    this.readers = readers;
  }

  /** For the start: drops what never became whole. */
  static void clearUnfinished(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "DELETE FROM attachment_chunk WHERE content IN (SELECT id FROM attachment_content WHERE finished = 0)");
    Sql.execute(connection, "DELETE FROM attachment_content WHERE finished = 0");
  }

  @Override
  public Attachment put(InputStream content, String mediaType, long maxBytes) throws IOException {
    MessageDigest digest = sha256();
    long id =
        writer.write(c -> {
          Sql.update(
              c,
              "INSERT INTO attachment_content (municipality, finished) VALUES (?, 0)",
              municipality);
          return Sql.numberOr(c, 0, "SELECT last_insert_rowid()");
        });
    try {
      long size = copy(content, id, digest, maxBytes);
      Attachment attachment =
          new Attachment(
              HexFormat.of().formatHex(digest.digest()),
              mediaType,
              size,
              Instant.parse(Moments.text(Instant.now())));
      return writer.write(c -> finish(c, attachment, id));
    } catch (IOException | RuntimeException e) {
      writer.write(c -> {
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
      writer.write(c ->
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
    Sql.update(connection, "UPDATE attachment_content SET finished = 1 WHERE id = ?", id);
    return attachment;
  }

  private void drop(Connection connection, long id) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM attachment_chunk WHERE municipality = ? AND content = ?",
        municipality,
        id);
    Sql.update(connection, "DELETE FROM attachment_content WHERE id = ?", id);
  }

  @Override
  public Optional<Attachment> find(String hash) {
    return readers.read(FeatureReads.ALLOWED, c -> find(c, hash));
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
    return readers
        .read(FeatureReads.ALLOWED, c -> Optional.ofNullable(content(c, hash)))
        .map(content -> new ChunkStream(municipality, content, readers));
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
    return writer.write(c -> {
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
