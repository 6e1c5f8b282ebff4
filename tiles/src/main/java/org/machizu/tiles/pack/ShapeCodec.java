package org.machizu.tiles.pack;

import org.machizu.tiles.grid.WorldBox;

/**
 * A shape as bytes: number of parts; each part its number of points doubled, plus one for a hole;
 * each point its step from the point before (the first from the box's north-western corner) as
 * zigzag varints and, except in point shapes, the lowest zoom that needs it as one byte.
 */
final class ShapeCodec {
  /** A zoom that reads every vertex. */
  static final int ALL = VertexZooms.NEVER;

  private ShapeCodec() {}

  static void write(ShapeKind kind, WorldShape shape, WorldBox box, ByteWriter out) {
    byte[] zooms =
        kind == ShapeKind.POINT ? new byte[0] : VertexZooms.of(shape, kind == ShapeKind.POLYGON);
    int x = box.minX();
    int y = box.minY();
    out.writeVarint(shape.parts());
    for (int part = 0; part < shape.parts(); part++) {
      int count = shape.end(part) - shape.start(part);
      out.writeVarint((long) count << 1 | (shape.isHole(part) ? 1 : 0));
      for (int i = shape.start(part); i < shape.end(part); i++) {
        out.writeZigzag((long) shape.x(i) - x);
        out.writeZigzag((long) shape.y(i) - y);
        if (kind != ShapeKind.POINT) {
          out.writeByte(zooms[i]);
        }
        x = shape.x(i);
        y = shape.y(i);
      }
    }
  }

  /** Reads back the vertices that {@code zoom} needs. */
  static void read(ShapeKind kind, byte[] bytes, int minX, int minY, int zoom, WorldShape into) {
    into.clear();
    Cursor cursor = new Cursor(bytes);
    int parts = (int) cursor.varint();
    int x = minX;
    int y = minY;
    for (int part = 0; part < parts; part++) {
      long head = cursor.varint();
      int count = (int) (head >>> 1);
      for (int i = 0; i < count; i++) {
        x += cursor.zigzag();
        y += cursor.zigzag();
        if (kind == ShapeKind.POINT || cursor.next() <= zoom) {
          into.add(x, y);
        }
      }
      into.endPart((head & 1) != 0);
    }
  }

  private static final class Cursor {
    private final byte[] bytes;
    private int position;

    Cursor(byte[] bytes) {
      this.bytes = bytes;
    }

    byte next() {
      return bytes[position++];
    }

    long varint() {
      byte first = bytes[position++];
      if (first >= 0) {
        return first;
      }
      long value = first & 0x7F;
      int shift = 7;
      while (true) {
        byte next = bytes[position++];
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
        shift += 7;
      }
    }

    int zigzag() {
      long value = varint();
      return (int) ((value >>> 1) ^ -(value & 1));
    }
  }
}
