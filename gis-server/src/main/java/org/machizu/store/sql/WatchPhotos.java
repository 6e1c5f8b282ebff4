package org.machizu.store.sql;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.machizu.residents.Photo;

/**
 * Photos of entrances, kept once each under the hash of their content, where the cases lie: a photo
 * of a household's door goes with the household.
 */
final class WatchPhotos {
  private static final int CHUNK = 1 << 20;

  private final String municipality;

  WatchPhotos(String municipality) {
    this.municipality = municipality;
  }

  void keep(Connection c, Photo photo) throws SQLException {
    boolean there =
        Sql.number(
                c,
                "SELECT 1 FROM watch_photo WHERE municipality = ? AND hash = ? AND number = 0",
                municipality,
                photo.hash())
            != null;
    for (int from = 0; from < photo.bytes().length && !there; from += CHUNK) {
      Sql.update(
          c,
          "INSERT INTO watch_photo (municipality, hash, number, media_type, bytes) VALUES (?, ?, ?, ?, ?)",
          municipality,
          photo.hash(),
          from / CHUNK,
          photo.mediaType(),
          Arrays.copyOfRange(photo.bytes(), from, Math.min(photo.bytes().length, from + CHUNK)));
    }
  }

  Optional<Photo> find(Connection c, String hash) throws SQLException {
    record Chunk(String mediaType, byte[] bytes) {}

    List<Chunk> chunks =
        Rows.select(
            c,
            row -> new Chunk(row.getString(1), Objects.requireNonNull(row.getBytes(2))),
            "SELECT media_type, bytes FROM watch_photo WHERE municipality = ? AND hash = ? ORDER BY number",
            municipality,
            hash);
    if (chunks.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    chunks.forEach(chunk -> whole.writeBytes(chunk.bytes()));
    return Optional.of(new Photo(hash, chunks.getFirst().mediaType(), whole.toByteArray()));
  }

  /** Takes out the photos that neither a case nor a report has. */
  int removeUnused(Connection c) throws SQLException {
    return Sql.update(
        c,
        "DELETE FROM watch_photo WHERE municipality = ? AND hash NOT IN (SELECT photo FROM watch_step WHERE municipality = ? AND photo IS NOT NULL) AND hash NOT IN (SELECT photo FROM watch_report WHERE municipality = ? AND photo IS NOT NULL)",
        municipality,
        municipality,
        municipality);
  }
}
