package org.machizu.tiles.encode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A finished vector tile. Immutable; the bytes are shared, so nobody may change them. */
public final class EncodedTile {
  private static final int ETAG_BYTES = 16;

  private final byte[] gzip;
  private final int rawSize;
  private final String etag;
  private final int featureCount;
  private final int droppedCount;

  EncodedTile(byte[] gzip, byte[] raw, int featureCount, int droppedCount) {
    this.gzip = gzip;
    this.rawSize = raw.length;
    this.etag = hash(raw);
    this.featureCount = featureCount;
    this.droppedCount = droppedCount;
  }

  private static String hash(byte[] raw) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(raw);
      return HexFormat.of().formatHex(digest, 0, ETAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The tile as a gzip file; no byte at all when it is empty. */
  public byte[] gzip() {
    return gzip;
  }

  /** Size before compression in bytes. */
  public int rawSize() {
    return rawSize;
  }

  /** A strong tag of the content without quotation marks: half of its SHA-256, in hex. */
  public String etag() {
    return etag;
  }

  /** Whether nothing is in the tile. */
  public boolean isEmpty() {
    return rawSize == 0;
  }

  /** Features of all layers; one with shapes of several kinds counts once a kind. */
  public int featureCount() {
    return featureCount;
  }

  /**
   * Features left out since they cannot be seen at this zoom, or since the tile would have been too
   * large; counted by their boxes.
   */
  public int droppedCount() {
    return droppedCount;
  }
}
