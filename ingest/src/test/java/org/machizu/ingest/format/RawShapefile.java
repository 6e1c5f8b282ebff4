package org.machizu.ingest.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes Shapefiles byte by byte, right and wrong ones, independent of the writer. */
final class RawShapefile {
  private final int type;
  private final List<byte[]> shapes = new ArrayList<>();
  private final ByteArrayOutputStream fields = new ByteArrayOutputStream();
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();
  private int recordLength = 1;
  private int recordCount;
  private int languageDriver;

  RawShapefile(int type) {
    this.type = type;
  }

  RawShapefile languageDriver(int ldid) {
    languageDriver = ldid;
    return this;
  }

  /** A field of the DBF; the name's bytes are cut at ten. */
  RawShapefile field(byte[] name, char kind, int length, int decimals) {
    byte[] field = new byte[32];
    System.arraycopy(name, 0, field, 0, Math.min(10, name.length));
    field[11] = (byte) kind;
    field[16] = (byte) length;
    field[17] = (byte) decimals;
    fields.writeBytes(field);
    recordLength += length;
    return this;
  }

  /** A record as it stands, mark first. */
  RawShapefile record(byte[] bytes) {
    byte[] padded = new byte[recordLength];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(bytes, 0, padded, 0, bytes.length);
    records.writeBytes(padded);
    recordCount++;
    return this;
  }

  RawShapefile record(String text, Charset charset) {
    return record((" " + text).getBytes(charset));
  }

  RawShapefile shape(byte[] content) {
    shapes.add(content);
    return this;
  }

  RawShapefile point(double x, double y) {
    return shape(little(20).putInt(1).putDouble(x).putDouble(y).array());
  }

  /** A polygon or line of plain x, y numbers for each part. */
  @SuppressWarnings("ByteBufferBackingArray") // it wraps an array of its own
  RawShapefile parts(double[]... parts) {
    int points = 0;
    for (double[] part : parts) {
      points += part.length / 2;
    }
    ByteBuffer out = little(44 + 4 * parts.length + 16 * points);
    out.putInt(type).position(36);
    out.putInt(parts.length).putInt(points);
    int first = 0;
    for (double[] part : parts) {
      out.putInt(first);
      first += part.length / 2;
    }
    for (double[] part : parts) {
      for (double ordinate : part) {
        out.putDouble(ordinate);
      }
    }
    return shape(out.array());
  }

  static ByteBuffer little(int bytes) {
    return ByteBuffer.wrap(new byte[bytes]).order(ByteOrder.LITTLE_ENDIAN);
  }

  @SuppressWarnings("ByteBufferBackingArray") // it wraps an array of its own
  byte[] shp() {
    int size = 100 + shapes.stream().mapToInt(shape -> 8 + shape.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(9994).position(24);
    out.putInt(size / 2).order(ByteOrder.LITTLE_ENDIAN).putInt(1000).putInt(type);
    out.position(100).order(ByteOrder.BIG_ENDIAN);
    int number = 0;
    for (byte[] shape : shapes) {
      out.putInt(++number).putInt(shape.length / 2).put(shape);
    }
    return out.array();
  }

  @SuppressWarnings("ByteBufferBackingArray") // it wraps an array of its own
  byte[] dbf() {
    int headerLength = 32 + fields.size() + 1;
    ByteBuffer out = little(headerLength + records.size() + 1);
    out.put((byte) 3).put((byte) 126).put((byte) 11).put((byte) 23);
    out.putInt(recordCount).putShort((short) headerLength).putShort((short) recordLength);
    out.put(29, (byte) languageDriver).position(32);
    out.put(fields.toByteArray()).put((byte) 0x0D).put(records.toByteArray()).put((byte) 0x1A);
    return out.array();
  }

  /** Writes .shp and .dbf (the latter only when it has fields) and gives the .shp. */
  Path write(Path folder, String name) {
    try {
      Path shp = folder.resolve(name + ".shp");
      Files.write(shp, shp());
      if (fields.size() > 0) {
        Files.write(folder.resolve(name + ".dbf"), dbf());
      }
      return shp;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
