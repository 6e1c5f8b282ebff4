package org.machizu.ingest.format;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;

/**
 * Writes FlatGeobuf with its spatial index. The features' order is known only when all are there:
 * they are written in the order in which they come, and once more along a Hilbert curve on close.
 * In memory lie eight bytes for each feature, and the index's inner nodes.
 */
final class FlatGeobufWriter implements FeatureWriter {
  /** West, south, east, north, and the feature's place and size among those written first. */
  private static final int ENTRY_BYTES = 48;

  /** The sort key holds a feature's number in this many bits, below 32 bits of the curve. */
  private static final int NUMBER_BITS = 28;

  private static final int CURVE_BITS = 16;
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final Path entriesFile;
  private final Schema schema;
  private final WriteOptions options;
  private final OutputStream features;
  private final OutputStream entries;
  private final FlatBufferBuilder message = new FlatBufferBuilder(1 << 12);
  private final ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private ByteBuffer properties = ByteBuffer.allocate(1 << 10).order(ByteOrder.LITTLE_ENDIAN);
  private final Envelope box = new Envelope();
  private final Set<Integer> types = new HashSet<>();
  private long position;
  private int count;
  private boolean closed;

  FlatGeobufWriter(Path file, Schema schema, WriteOptions options) throws IOException {
    this.file = file;
    this.schema = schema;
    this.options = options;
    this.entriesFile = beside(".entries");
    this.features = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    this.entries = new BufferedOutputStream(Files.newOutputStream(entriesFile), 1 << 16);
  }

  private Path beside(String ending) {
    return file.resolveSibling(InputFile.nameOf(file) + "." + UUID.randomUUID() + ending);
  }

  @Override
  public void write(Feature feature) throws IOException {
    if (count == 1 << NUMBER_BITS) {
      throw new IOException("a FlatGeobuf of more than 268435456 features is not written");
    }
    message.clear();
    Geometry geometry = feature.geometry();
    Envelope around = new Envelope();
    int shape = 0;
    if (geometry != null && !geometry.isEmpty()) {
      shape = FlatGeobufGeometry.write(message, geometry);
      types.add(FlatGeobufGeometry.typeOf(geometry));
      around = geometry.getEnvelopeInternal();
      box.expandToInclude(around);
    }
    int values = message.createByteVector(propertiesOf(feature));
    message.startTable(FlatGeobuf.FeatureTable.FIELDS);
    message.addOffset(FlatGeobuf.FeatureTable.GEOMETRY, shape, 0);
    message.addOffset(FlatGeobuf.FeatureTable.PROPERTIES, values, 0);
    message.finishSizePrefixed(message.endTable());
    ByteBuffer bytes = message.dataBuffer();
    int size = bytes.remaining();
    features.write(bytes.array(), bytes.arrayOffset() + bytes.position(), size);
    writeEntry(around, size);
    position += size;
    count++;
  }

  /** A feature without a place has a box that meets no other. */
  private void writeEntry(Envelope around, int size) throws IOException {
    boolean placed = !around.isNull();
    entry.clear();
    entry.putDouble(placed ? around.getMinX() : Double.POSITIVE_INFINITY);
    entry.putDouble(placed ? around.getMinY() : Double.POSITIVE_INFINITY);
    entry.putDouble(placed ? around.getMaxX() : Double.NEGATIVE_INFINITY);
    entry.putDouble(placed ? around.getMaxY() : Double.NEGATIVE_INFINITY);
    entry.putLong(position).putLong(size);
    entries.write(entry.array(), 0, ENTRY_BYTES);
  }

  /** The number of the column before each value; what is empty is absent. */
  private ByteBuffer propertiesOf(Feature feature) {
    properties.clear();
    for (int i = 0; i < schema.size(); i++) {
      Object value = feature.attributes().get(i);
      if (value != null && !(value instanceof Double real && !Double.isFinite(real))) {
        put(i, value);
      }
    }
    return properties.flip();
  }

  private void put(int column, Object value) {
    byte[] text =
        switch (value) {
          case String s -> s.getBytes(StandardCharsets.UTF_8);
          case LocalDate day -> day.toString().getBytes(StandardCharsets.UTF_8);
          case Instant moment -> moment.toString().getBytes(StandardCharsets.UTF_8);
          default -> new byte[0];
        };
    ensure(2 + 8 + text.length);
    properties.putShort((short) column);
    switch (value) {
      case Long whole -> properties.putLong(whole);
      case Double real -> properties.putDouble(real);
      case Boolean truth -> properties.put((byte) (truth ? 1 : 0));
      default -> properties.putInt(text.length).put(text);
    }
  }

  private void ensure(int more) {
    if (properties.remaining() < more) {
      ByteBuffer larger =
          ByteBuffer.allocate(Math.max(properties.capacity() * 2, properties.position() + more))
              .order(ByteOrder.LITTLE_ENDIAN);
      properties = larger.put(properties.flip());
    }
  }

  /** Lines beside multi lines and the like leave it open; then each feature says its own. */
  private int geometryType() {
    return types.size() == 1 ? types.iterator().next() : FlatGeobuf.Type.UNKNOWN;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    Path sorted = beside(".sorted");
    try {
      try (features) {
        entries.close();
      }
      try (Arena arena = Arena.ofConfined();
          OutputStream out = new BufferedOutputStream(Files.newOutputStream(sorted), 1 << 16)) {
        finish(out, arena);
      }
      Files.move(sorted, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(sorted);
      Files.deleteIfExists(entriesFile);
    }
  }

  private void finish(OutputStream out, Arena arena) throws IOException {
    out.write(FlatGeobuf.MAGIC);
    out.write(
        FlatGeobufHeader.write(schema, options, geometryType(), box.isNull() ? null : box, count));
    if (count == 0) {
      return;
    }
    MemorySegment all = map(entriesFile, arena);
    long[] order = order(all);
    PackedTree.write(out, count, new Sorted(all, order));
    MemorySegment written = map(file, arena);
    byte[] buffer = new byte[1 << 16];
    for (int i = 0; i < count; i++) {
      long at = entryAt(order, i);
      long from = all.get(LONG, at + 32);
      long size = all.get(LONG, at + 40);
      for (long done = 0; done < size; ) {
        int piece = (int) Math.min(buffer.length, size - done);
        MemorySegment.copy(written, ValueLayout.JAVA_BYTE, from + done, buffer, 0, piece);
        out.write(buffer, 0, piece);
        done += piece;
      }
    }
  }

  private static MemorySegment map(Path path, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  private static long entryAt(long[] order, int place) {
    return (order[place] & ((1L << NUMBER_BITS) - 1)) * ENTRY_BYTES;
  }

  /** The place along the curve above the feature's number, sorted. */
  private long[] order(MemorySegment all) {
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      long at = (long) i * ENTRY_BYTES;
      double west = all.get(DOUBLE, at);
      double south = all.get(DOUBLE, at + 8);
      double x = (west + all.get(DOUBLE, at + 16)) / 2;
      double y = (south + all.get(DOUBLE, at + 24)) / 2;
      long curve =
          Double.isFinite(west)
              ? curve(
                  cell(x, box.getMinX(), box.getWidth()), cell(y, box.getMinY(), box.getHeight()))
              : 0;
      keys[i] = curve << NUMBER_BITS | i;
    }
    Arrays.sort(keys);
    return keys;
  }

  private static int cell(double at, double from, double length) {
    int last = (1 << CURVE_BITS) - 1;
    return length == 0 ? 0 : (int) Math.clamp(Math.floor((at - from) / length * last), 0, last);
  }

  /** The place of a cell along the Hilbert curve (Wikipedia, "Hilbert curve", xy2d). */
  private static long curve(int column, int row) {
    int x = column;
    int y = row;
    long place = 0;
    for (int side = 1 << (CURVE_BITS - 1); side > 0; side /= 2) {
      int right = (x & side) == 0 ? 0 : 1;
      int up = (y & side) == 0 ? 0 : 1;
      place += (long) side * side * ((3 * right) ^ up);
      if (up == 0) {
        if (right == 1) {
          x = (1 << CURVE_BITS) - 1 - x;
          y = (1 << CURVE_BITS) - 1 - y;
        }
        int swap = x;
        x = y;
        y = swap;
      }
    }
    return place;
  }

  /** The entries in their new order; each feature lies behind the one before. */
  private static final class Sorted implements PackedTree.Leaves {
    private final MemorySegment all;
    private final long[] order;
    private int next;
    private long offset;

    Sorted(MemorySegment all, long[] order) {
      this.all = all;
      this.order = order;
    }

    @Override
    public void box(int leaf, double[] box) {
      long at = entryAt(order, leaf);
      for (int side = 0; side < 4; side++) {
        box[side] = all.get(DOUBLE, at + 8L * side);
      }
    }

    @Override
    public long offset(int leaf) {
      if (leaf != next) {
        throw new IllegalStateException("leaf " + leaf + " asked instead of " + next);
      }
      long here = offset;
      offset += all.get(LONG, entryAt(order, next++) + 40);
      return here;
    }
  }
}
