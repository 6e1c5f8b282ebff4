package org.machizu.ingest.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.machizu.ingest.format.FormatException;

/**
 * The directories of a TIFF file, classic or BigTIFF. Every offset and count in the file is a
 * stranger's word and is checked before it is followed.
 */
final class TiffFile implements AutoCloseable {
  private static final int MAX_DIRECTORIES = 64;
  private static final int MAX_ENTRIES = 4_096;

  /** The addresses of some millions of tiles. */
  private static final long MAX_VALUE_BYTES = 64L << 20;

  private static final int CLASSIC = 42;
  private static final int BIG = 43;

  private final String name;
  private final FileChannel channel;
  private final long size;
  private final ByteOrder order;
  private final List<TiffDirectory> directories;

  private TiffFile(String name, FileChannel channel) throws FormatException, IOException {
    this.name = name;
    this.channel = channel;
    this.size = channel.size();
    if (size < 8) {
      throw truncated();
    }
    byte[] mark = new byte[8];
    ByteBuffer head = ByteBuffer.wrap(mark);
    readFully(head, 0);
    this.order = mark[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    head.flip().order(order);
    boolean big = head.getShort(2) == BIG;
    long first = big ? read(8, 8).getLong(0) : head.getInt(4) & 0xffffffffL;
    this.directories = directories(first, big);
  }

  /** Whether the first bytes are those of a TIFF file. */
  static boolean recognises(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    boolean little = head[0] == 'I' && head[1] == 'I' && head[3] == 0;
    boolean big = head[0] == 'M' && head[1] == 'M' && head[2] == 0;
    int version = little ? head[2] : head[3];
    return (little || big) && (version == CLASSIC || version == BIG);
  }

  /**
   * @throws FormatException {@code tiff-truncated} or {@code tiff-damaged}
   */
  static TiffFile open(Path file) throws FormatException, IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new TiffFile(String.valueOf(file.getFileName()), channel);
    } catch (FormatException | IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The file's name, for messages. */
  String name() {
    return name;
  }

  ByteOrder order() {
    return order;
  }

  List<TiffDirectory> directories() {
    return directories;
  }

  /**
   * Bytes from the file, in its byte order.
   *
   * @throws FormatException {@code tiff-truncated} when they lie behind its end
   */
  ByteBuffer read(long offset, long length) throws FormatException, IOException {
    if (!holds(offset, length)) {
      throw truncated();
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(order);
    readFully(bytes, offset);
    return bytes.flip();
  }

  /** Whether the file is long enough for these bytes. */
  boolean holds(long offset, long length) {
    return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
  }

  private void readFully(ByteBuffer into, long offset) throws FormatException, IOException {
    long at = offset;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw truncated();
      }
      at += read;
    }
  }

  private List<TiffDirectory> directories(long first, boolean big)
      throws FormatException, IOException {
    List<TiffDirectory> found = new ArrayList<>();
    Set<Long> visited = new HashSet<>();
    long at = first;
    while (at != 0) {
      if (!visited.add(at) || found.size() == MAX_DIRECTORIES) {
        throw damaged("its directories go in a circle or are more than " + MAX_DIRECTORIES);
      }
      long count = big ? read(at, 8).getLong(0) : read(at, 2).getShort(0) & 0xffff;
      if (count < 1 || count > MAX_ENTRIES) {
        throw damaged("a directory says it has " + count + " entries");
      }
      int entryBytes = big ? 20 : 12;
      long entries = at + (big ? 8 : 2);
      ByteBuffer table = read(entries, count * entryBytes);
      found.add(directory(table, (int) count, big));
      long next = entries + count * entryBytes;
      at = big ? read(next, 8).getLong(0) : read(next, 4).getInt(0) & 0xffffffffL;
    }
    if (found.isEmpty()) {
      throw damaged("it has no picture");
    }
    return List.copyOf(found);
  }

  private TiffDirectory directory(ByteBuffer table, int count, boolean big)
      throws FormatException, IOException {
    Map<Integer, TiffDirectory.Value> values = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int at = i * (big ? 20 : 12);
      int tag = table.getShort(at) & 0xffff;
      int type = table.getShort(at + 2) & 0xffff;
      long length = big ? table.getLong(at + 4) : table.getInt(at + 4) & 0xffffffffL;
      int unit = TiffDirectory.bytesOf(type);
      if (unit == 0) {
        continue; // a type of the future
      }
      if (length < 0 || length > MAX_VALUE_BYTES / unit) {
        throw damaged("tag %d says it has %d values".formatted(tag, length));
      }
      int inline = big ? 8 : 4;
      int valueAt = at + (big ? 12 : 8);
      long bytes = length * unit;
      ByteBuffer value =
          bytes <= inline
              ? table.slice(valueAt, (int) bytes).order(order)
              : read(big ? table.getLong(valueAt) : table.getInt(valueAt) & 0xffffffffL, bytes);
      values.put(tag, new TiffDirectory.Value(type, value));
    }
    return new TiffDirectory(values);
  }

  FormatException truncated() {
    return new FormatException(
        "tiff-truncated",
        "%s ends after %,d bytes, in the middle of its content".formatted(name, size),
        "Copy or download the file again.");
  }

  FormatException damaged(String what) {
    return new FormatException(
        "tiff-damaged",
        name + " is a damaged TIFF: " + what,
        "Copy the file again, or write it anew from the program it comes from.");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
