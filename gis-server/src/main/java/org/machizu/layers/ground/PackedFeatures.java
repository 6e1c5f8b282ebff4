package org.machizu.layers.ground;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;

/**
 * Features in metres as bytes: a lot takes some 150 instead of a thousand as objects, so that all
 * lots of a city fit into a small part of the memory. Each is read when it is asked for. A feature
 * is its shape as WKB, its version, and its attributes by {@link ValueColumn}; shapes of many
 * points are kept apart with their {@link Border}, which is not to be made each time. Immutable,
 * once it is built.
 */
final class PackedFeatures {
  private static final GeometryFactory PACKED =
      new GeometryFactory(
          new PackedCoordinateSequenceFactory(PackedCoordinateSequenceFactory.DOUBLE));
  private static final Geometry NOWHERE = PACKED.createEmpty(2);
  private static final int PLANE = 2;
  private static final int MANY_POINTS = 64;
  private static final int CHUNK_BYTES = 1 << 20;

  /** The id, where the feature lies in the chunks, and its box while the index is made. */
  private static final long BYTES_OF_PLACE = 40;

  private static final long BYTES_OF_POINT = 16;
  private static final long BYTES_OF_SHAPE = 400;

  private final Schema schema;
  private final List<ValueColumn> columns = new ArrayList<>();
  private final ValueColumn versions = new ValueColumn(AttributeType.INTEGER);
  private final List<byte[]> chunks = new ArrayList<>();
  private final Map<Integer, Large> large = new HashMap<>();
  private long[] ids = new long[64];
  private long[] places = new long[64];
  private int size;
  private long largeBytes;
  private long chunkBytes;

  private record Large(Geometry plane, Border border) {}

  private PackedFeatures(Schema schema) {
    this.schema = schema;
    for (Attribute attribute : schema.attributes()) {
      columns.add(new ValueColumn(attribute.type()));
    }
  }

  int size() {
    return size;
  }

  /** About what it takes in memory. */
  long bytes() {
    long bytes = chunkBytes + largeBytes + versions.bytes() + size * BYTES_OF_PLACE;
    for (ValueColumn column : columns) {
      bytes += column.bytes();
    }
    return bytes;
  }

  /** The position of a feature; negative when there is none of that id. */
  int position(long id) {
    return Arrays.binarySearch(ids, 0, size, id);
  }

  /** One of them; its parts are read when they are asked for. */
  PlaneFeature get(int position) {
    Large apart = large.get(position);
    return apart == null
        ? new PlaneFeature(() -> feature(position), () -> plane(position))
        : new PlaneFeature(
            () -> feature(position),
            () -> apart.plane().copy(), // what is computed of it is not to be kept with it
            apart.plane().getDimension(),
            apart.border());
  }

  /** A feature without its place. */
  Feature feature(int position) {
    ByteBuffer from = attributes(position);
    long version = (Long) Objects.requireNonNull(versions.read(from));
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).read(from);
    }
    return new Feature(ids[position], new Revision(version), null, Attributes.of(schema, values));
  }

  /** The value of one attribute; null when it is empty. */
  @Nullable Object value(int position, int attribute) {
    ByteBuffer from = attributes(position);
    versions.read(from);
    for (int i = 0; i < attribute; i++) {
      columns.get(i).read(from);
    }
    return columns.get(attribute).read(from);
  }

  private Geometry plane(int position) {
    ByteBuffer from = record(position);
    int length = ValueColumn.readNumber(from);
    if (length == 0) {
      return NOWHERE;
    }
    int start = from.position();
    try {
      return new WKBReader(PACKED).read(Arrays.copyOfRange(from.array(), start, start + length));
    } catch (ParseException e) {
      throw new IllegalStateException("what was packed cannot be read", e);
    }
  }

  /** From the version on. */
  private ByteBuffer attributes(int position) {
    ByteBuffer from = record(position);
    int length = ValueColumn.readNumber(from);
    return from.position(from.position() + length);
  }

  private ByteBuffer record(int position) {
    byte[] chunk = chunks.get((int) (places[position] >>> 32));
    return ByteBuffer.wrap(chunk).position((int) places[position]);
  }

  /** Takes features one after the other. */
  static final class Builder {
    private final PackedFeatures packed;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private final WKBWriter shapes = new WKBWriter(PLANE);
    private byte[] chunk = new byte[CHUNK_BYTES];
    private int used;

    Builder(Schema schema) {
      packed = new PackedFeatures(schema);
    }

    /**
     * Adds one.
     *
     * @param feature with a higher id than those before it
     * @param plane where it lies, metres; empty when it has no place
     */
    void add(Feature feature, Geometry plane) {
      int position = packed.size;
      if (position == packed.ids.length) {
        packed.ids = Arrays.copyOf(packed.ids, 2 * position);
        packed.places = Arrays.copyOf(packed.places, 2 * position);
      }
      if (position > 0 && feature.id() <= packed.ids[position - 1]) {
        throw new IllegalArgumentException("features come by id, but got " + feature.id());
      }
      record.reset();
      try (DataOutputStream to = new DataOutputStream(record)) {
        writeShape(position, plane, to);
        packed.versions.write(feature.version().number(), to);
        for (int i = 0; i < packed.columns.size(); i++) {
          packed.columns.get(i).write(feature.attributes().get(i), to);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e); // a stream in memory does not fail
      }
      packed.ids[position] = feature.id();
      packed.places[position] = store(record.toByteArray());
      packed.size++;
    }

    private void writeShape(int position, Geometry plane, DataOutputStream to) throws IOException {
      byte[] shape = plane.isEmpty() ? new byte[0] : shapes.write(plane);
      if (plane.getNumPoints() <= MANY_POINTS) {
        ValueColumn.writeNumber(shape.length, to);
        to.write(shape);
        return;
      }
      ValueColumn.writeNumber(0, to);
      try {
        Geometry own = new WKBReader(PACKED).read(shape);
        Border border = Border.of(own);
        packed.large.put(position, new Large(own, border));
        packed.largeBytes +=
            BYTES_OF_SHAPE + BYTES_OF_POINT * own.getNumPoints() + border.bytesOfBoxes();
      } catch (ParseException e) {
        throw new IllegalStateException("a shape cannot be packed", e);
      }
    }

    private long store(byte[] bytes) {
      if (used + bytes.length > chunk.length) {
        closeChunk();
        chunk = new byte[Math.max(CHUNK_BYTES, bytes.length)];
      }
      System.arraycopy(bytes, 0, chunk, used, bytes.length);
      long place = (long) packed.chunks.size() << 32 | used;
      used += bytes.length;
      packed.chunkBytes += bytes.length;
      return place;
    }

    private void closeChunk() {
      packed.chunks.add(used == chunk.length ? chunk : Arrays.copyOf(chunk, used));
      used = 0;
    }

    /** About what it takes so far. */
    long bytes() {
      return packed.bytes();
    }

    /** Nothing can be added any more. */
    PackedFeatures build() {
      closeChunk();
      packed.ids = Arrays.copyOf(packed.ids, packed.size);
      packed.places = Arrays.copyOf(packed.places, packed.size);
      packed.columns.forEach(ValueColumn::close);
      packed.versions.close();
      return packed;
    }
  }
}
