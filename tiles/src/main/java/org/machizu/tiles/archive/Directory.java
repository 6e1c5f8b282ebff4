package org.machizu.tiles.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.machizu.tiles.pack.ByteWriter;

/**
 * Directories of a PMTiles archive: entries column by column, then gzipped (spec v3, chapter 4).
 */
final class Directory {
  /** No directory unpacks to more; a million entries are far less. */
  private static final int LARGEST_BYTES = 64 << 20;

  private Directory() {}

  /**
   * A tile, or several equal ones with numbers that follow each other; or, with a run of 0, the
   * directory for the numbers from there on.
   *
   * @param offset in the section of tiles, or of directories
   */
  record Entry(long id, long offset, int length, int run) {}

  static byte[] write(List<Entry> entries) {
    ByteWriter out = new ByteWriter(16 + 6 * entries.size());
    out.writeVarint(entries.size());
    long last = 0;
    for (Entry entry : entries) {
      out.writeVarint(entry.id() - last);
      last = entry.id();
    }
    entries.forEach(entry -> out.writeVarint(entry.run()));
    entries.forEach(entry -> out.writeVarint(entry.length()));
    long next = -1;
    for (Entry entry : entries) {
      out.writeVarint(entry.offset() == next ? 0 : entry.offset() + 1);
      next = entry.offset() + entry.length();
    }
    return gzip(out.toByteArray());
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("memory is always written to", e);
    }
    return out.toByteArray();
  }

  /**
   * @throws IOException when they are no gzip file
   * @throws IllegalArgumentException when there is too much of it
   */
  static byte[] unpack(byte[] gzip) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw new IllegalArgumentException("a directory unpacks to more than 64 MiB");
      }
      return bytes;
    }
  }

  /**
   * @throws IOException when it is no gzip file
   * @throws IllegalArgumentException when it is damaged
   */
  static List<Entry> read(byte[] gzip) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(unpack(gzip));
    long count = varint(in);
    if (count > in.remaining() / 4) { // each has four numbers of a byte or more
      throw new IllegalArgumentException("a directory of " + count + " entries is cut off");
    }
    int size = (int) count;
    long[] ids = new long[size];
    long id = 0;
    for (int i = 0; i < size; i++) {
      id = Math.addExact(id, varint(in));
      ids[i] = id;
    }
    int[] runs = new int[size];
    int[] lengths = new int[size];
    for (int i = 0; i < size; i++) {
      runs[i] = Math.toIntExact(varint(in));
    }
    for (int i = 0; i < size; i++) {
      lengths[i] = Math.toIntExact(varint(in));
    }
    List<Entry> entries = new ArrayList<>(size);
    long next = 0;
    for (int i = 0; i < size; i++) {
      long told = varint(in);
      long offset = told == 0 ? next : told - 1;
      entries.add(new Entry(ids[i], offset, lengths[i], runs[i]));
      next = Math.addExact(offset, lengths[i]);
    }
    return entries;
  }

  /** The last entry that begins at the number or before it. */
  static Optional<Entry> find(List<Entry> entries, long id) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).id() <= id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? Optional.empty() : Optional.of(entries.get(low - 1));
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      if (!in.hasRemaining()) {
        throw new IllegalArgumentException("a directory is cut off");
      }
      byte one = in.get();
      value |= (long) (one & 0x7F) << shift;
      if (one >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number in a directory is too long");
  }
}
