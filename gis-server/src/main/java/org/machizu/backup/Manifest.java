package org.machizu.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a backup holds, as {@code manifest.json} in it tells.
 *
 * @param machizuBackup the version of this layout
 * @param store which store's parts these are: {@code geopackage}
 * @param municipality five digits
 * @param taken the moment that it shows
 */
public record Manifest(
    int machizuBackup, String store, String municipality, Instant taken, List<Part> parts) {
  static final int VERSION = 1;
  static final String GEOPACKAGE = "geopackage";
  static final String NAME = "manifest.json";

  /** Whatever else a name says, nothing is unpacked outside the data folder. */
  private static final Pattern PART =
      Pattern.compile(
          "town\\.gpkg|operations\\.db|personal/(?:[a-z][a-z0-9_]{0,62}\\.gpkg|watch\\.db)");

  private static final Pattern CODE = Pattern.compile("[0-9]{5}");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * One file.
   *
   * @param name from the data folder, with slashes
   * @param form the version of its tables
   * @param tables rows of each operational table
   */
  public record Part(
      String name,
      int form,
      long bytes,
      String sha256,
      Map<String, Long> tables,
      PartContent content) {
    public Part {
      tables = Map.copyOf(tables);
    }
  }

  public Manifest {
    parts = List.copyOf(parts);
  }

  /** Features and tiles of all layers. */
  public long rows() {
    return parts.stream()
        .flatMap(part -> part.content().layers().stream())
        .mapToLong(LayerContent::rows)
        .sum();
  }

  public int layers() {
    return parts.stream().mapToInt(part -> part.content().layers().size()).sum();
  }

  byte[] write() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers can always be written", e);
    }
  }

  static Manifest read(byte[] json) throws DamagedBackupException {
    try {
      int version = JSON.readTree(json).path("machizuBackup").asInt();
      if (version > VERSION) {
        throw new DamagedBackupException(
            "backup-newer",
            "the backup has the layout %d, but this program knows layouts up to %d"
                .formatted(version, VERSION),
            "restore it with the newer program that wrote it");
      }
      Manifest manifest = JSON.readValue(json, Manifest.class);
      manifest.check();
      return manifest;
    } catch (IOException | RuntimeException e) {
      throw DamagedBackupException.damaged("its manifest cannot be read: " + e.getMessage());
    }
  }

  private void check() {
    Set<String> names = new TreeSet<>();
    for (Part part : parts) {
      if (!PART.matcher(part.name).matches() || !names.add(part.name) || part.bytes < 0) {
        throw new IllegalArgumentException("'" + part.name + "' is no part of a backup");
      }
    }
    if (!store.equals(GEOPACKAGE) || !CODE.matcher(municipality).matches()) {
      throw new IllegalArgumentException(
          "store '%s', municipality '%s'".formatted(store, municipality));
    }
    if (!names.contains("town.gpkg") || !names.contains("operations.db")) {
      throw new IllegalArgumentException("town.gpkg or operations.db is not among its parts");
    }
  }
}
