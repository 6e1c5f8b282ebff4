package org.machizu.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;
import org.machizu.ingest.format.GeoPackageGeometry;

/**
 * Counts a layer's features and takes a checksum (SHA-256) over them that is the same in every
 * store: names and types of the attributes, then each feature by id with its geometry (WKB) and its
 * values. Revisions are not in it.
 */
public final class ContentDigest {
  private static final int LON_LAT = 6668;

  private final MessageDigest digest = sha256();
  private long rows;

  /** For the layer's features with all attributes of the schema. */
  public static ContentDigest ofFeatures(Schema schema) {
    ContentDigest digest = new ContentDigest();
    digest.text("features 1");
    digest.text(schema.geometryType().name());
    for (Attribute attribute : schema.attributes()) {
      digest.text(attribute.name());
      digest.text(attribute.type().name());
    }
    return digest;
  }

  /** For the tiles of a layer of pixels. */
  public static ContentDigest ofTiles() {
    ContentDigest digest = new ContentDigest();
    digest.text("tiles 1");
    return digest;
  }

  /** The next feature; by id, from the lowest. */
  public void add(Feature feature) {
    rows++;
    number(feature.id());
    bytes(
        feature.geometry() == null ? null : GeoPackageGeometry.encode(feature.geometry(), LON_LAT));
    Attributes attributes = feature.attributes();
    for (int i = 0; i < attributes.schema().size(); i++) {
      Object value = attributes.get(i);
      text(value == null ? null : value.toString());
    }
  }

  /** The next tile; by zoom, column and row, from the lowest. */
  public void add(int zoom, long column, long row, byte[] content) {
    rows++;
    number(zoom);
    number(column);
    number(row);
    bytes(content);
  }

  public long rows() {
    return rows;
  }

  /** The checksum in lower-case hexadecimal digits; nothing can be added afterwards. */
  public String sha256Hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void text(@Nullable String text) {
    bytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  /** With its length before it, so that no two lists have the same bytes. */
  private void bytes(byte @Nullable [] bytes) {
    number(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      digest.update(bytes);
    }
  }

  private void number(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
