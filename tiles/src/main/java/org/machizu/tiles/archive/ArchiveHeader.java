package org.machizu.tiles.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.ZoomRange;

/**
 * The 127 bytes that a PMTiles archive begins with (spec v3, chapter 3).
 *
 * @param root directory that the others hang on
 * @param metadata JSON, gzipped
 * @param leaves the directories below the root
 * @param data the tiles
 * @param addressed tiles that can be asked for; equal ones count each
 * @param entries of all directories that stand for tiles
 * @param contents different tiles
 */
record ArchiveHeader(
    Section root,
    Section metadata,
    Section leaves,
    Section data,
    long addressed,
    long entries,
    long contents,
    TileKind kind,
    ZoomRange zooms,
    Envelope bounds) {
  static final int BYTES = 127;

  private static final byte[] MAGIC = "PMTiles".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 3;
  private static final int GZIP = 2;
  private static final double E7 = 1e7;

  /** A piece of the file. */
  record Section(long offset, long length) {
    long end() {
      return offset + length;
    }
  }

  byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) VERSION);
    for (Section section : new Section[] {root, metadata, leaves, data}) {
      out.putLong(section.offset()).putLong(section.length());
    }
    out.putLong(addressed).putLong(entries).putLong(contents);
    out.put((byte) 1); // clustered: the tiles lie in the order of their numbers
    out.put((byte) GZIP).put((byte) kind.compression()).put((byte) kind.type());
    out.put((byte) zooms.min()).put((byte) zooms.max());
    putPlace(out, bounds.minLon(), bounds.minLat());
    putPlace(out, bounds.maxLon(), bounds.maxLat());
    out.put((byte) Math.clamp(12, zooms.min(), zooms.max()));
    putPlace(out, (bounds.minLon() + bounds.maxLon()) / 2, (bounds.minLat() + bounds.maxLat()) / 2);
    return out.array();
  }

  private static void putPlace(ByteBuffer out, double lon, double lat) {
    out.putInt((int) Math.round(lon * E7)).putInt((int) Math.round(lat * E7));
  }

  /**
   * @throws IllegalArgumentException when they are no such header, or sections lie outside the file
   */
  static ArchiveHeader read(byte[] bytes, long fileSize) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (byte one : MAGIC) {
      if (in.get() != one) {
        throw new IllegalArgumentException("the file does not begin with PMTiles");
      }
    }
    int version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("PMTiles of version " + version + " are not read; 3 are");
    }
    Section root = section(in, fileSize);
    Section metadata = section(in, fileSize);
    Section leaves = section(in, fileSize);
    Section data = section(in, fileSize);
    long addressed = in.getLong();
    long entries = in.getLong();
    long contents = in.getLong();
    in.get();
    if (in.get() != GZIP) {
      throw new IllegalArgumentException("directories are not packed with gzip");
    }
    in.get();
    TileKind kind = TileKind.ofType(in.get());
    ZoomRange zooms = new ZoomRange(in.get(), in.get());
    Envelope bounds =
        new Envelope(in.getInt() / E7, in.getInt() / E7, in.getInt() / E7, in.getInt() / E7);
    return new ArchiveHeader(
        root, metadata, leaves, data, addressed, entries, contents, kind, zooms, bounds);
  }

  private static Section section(ByteBuffer in, long fileSize) {
    long offset = in.getLong();
    long length = in.getLong();
    if (offset < 0 || length < 0 || offset > fileSize - length) {
      throw new IllegalArgumentException("a section lies outside the file");
    }
    return new Section(offset, length);
  }
}
