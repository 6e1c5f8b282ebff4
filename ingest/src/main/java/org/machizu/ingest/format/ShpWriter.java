package org.machizu.ingest.format;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;

/** Writes the .shp and .shx of shapes of one type, and their headers at the end. */
final class ShpWriter implements Closeable {
  /** Lengths are counted in signed 32 bits by many programs, GDAL among them. */
  static final long MAX_BYTES = Integer.MAX_VALUE - 1L;

  private static final double NO_MEASURE = -1e39;

  private final Path shp;
  private final Path shx;
  private final ShapeType type;
  private final long maxBytes;
  private final OutputStream shapes;
  private final OutputStream index;
  private final Envelope box = new Envelope();
  private double minZ = Double.POSITIVE_INFINITY;
  private double maxZ = Double.NEGATIVE_INFINITY;
  private long size = ShpFile.HEADER;
  private int records;
  private byte[] buffer = new byte[1 << 12];
  private int at;

  ShpWriter(Path shp, Path shx, ShapeType type, long maxBytes) throws IOException {
    this.shp = shp;
    this.shx = shx;
    this.type = type;
    this.maxBytes = maxBytes;
    this.shapes = new BufferedOutputStream(Files.newOutputStream(shp), 1 << 16);
    this.index = new BufferedOutputStream(Files.newOutputStream(shx), 1 << 13);
    shapes.write(new byte[ShpFile.HEADER]);
    index.write(new byte[ShpFile.HEADER]);
  }

  ShapeType type() {
    return type;
  }

  /**
   * Writes one shape.
   *
   * @param parts its points, its lines, or its rings with shells turning with the clock; null for
   *     no place
   */
  void write(CoordinateSequence @Nullable [] parts) throws IOException {
    at = 8;
    if (parts == null || type.form() == ShapeType.Form.NULL) {
      putInt(0);
    } else {
      putInt(type.code());
      if (type.form() == ShapeType.Form.POINT) {
        point(parts[0]);
      } else {
        parts(parts);
      }
    }
    int content = (at - 8) / 2;
    if (size + at > maxBytes) {
      throw new FormatLimitException(
          "shp-too-large",
          "the Shapefile would be larger than 2 GB, which the format cannot hold",
          "Export as GeoPackage, or in several parts.");
    }
    records++;
    Bytes.putBigEndianInt(buffer, 0, records);
    Bytes.putBigEndianInt(buffer, 4, content);
    byte[] entry = new byte[8];
    Bytes.putBigEndianInt(entry, 0, (int) (size / 2));
    Bytes.putBigEndianInt(entry, 4, content);
    index.write(entry);
    shapes.write(buffer, 0, at);
    size += at;
  }

  private void point(CoordinateSequence point) {
    box.expandToInclude(point.getX(0), point.getY(0));
    putDouble(point.getX(0));
    putDouble(point.getY(0));
    if (type.hasZ()) {
      putDouble(z(point, 0));
    }
    if (type.hasM()) {
      putDouble(measure(point, 0));
    }
  }

  private void parts(CoordinateSequence[] parts) {
    Envelope own = new Envelope();
    int points = 0;
    for (CoordinateSequence part : parts) {
      part.expandEnvelope(own);
      points = Math.addExact(points, part.size());
    }
    box.expandToInclude(own);
    putDouble(own.getMinX());
    putDouble(own.getMinY());
    putDouble(own.getMaxX());
    putDouble(own.getMaxY());
    if (type.form() != ShapeType.Form.MULTIPOINT) {
      putInt(parts.length);
    }
    putInt(points);
    if (type.form() != ShapeType.Form.MULTIPOINT) {
      int first = 0;
      for (CoordinateSequence part : parts) {
        putInt(first);
        first += part.size();
      }
    }
    for (CoordinateSequence part : parts) {
      for (int i = 0; i < part.size(); i++) {
        putDouble(part.getX(i));
        putDouble(part.getY(i));
      }
    }
    if (type.hasZ()) {
      range(parts, true);
    }
    if (type.hasM()) {
      range(parts, false);
    }
  }

  /** The least and greatest value of Z or M, then all of them. */
  private void range(CoordinateSequence[] parts, boolean isZ) {
    int head = at;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    putDouble(0);
    putDouble(0);
    for (CoordinateSequence part : parts) {
      for (int i = 0; i < part.size(); i++) {
        double value = isZ ? z(part, i) : measure(part, i);
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        putDouble(value);
      }
    }
    Bytes.putDouble(buffer, head, least);
    Bytes.putDouble(buffer, head + 8, greatest);
  }

  private double z(CoordinateSequence sequence, int index) {
    double z = sequence.hasZ() ? sequence.getZ(index) : 0;
    double known = Double.isNaN(z) ? 0 : z; // the format has no empty height
    minZ = Math.min(minZ, known);
    maxZ = Math.max(maxZ, known);
    return known;
  }

  private static double measure(CoordinateSequence sequence, int index) {
    double m = sequence.hasM() ? sequence.getM(index) : Double.NaN;
    return Double.isNaN(m) ? NO_MEASURE : m;
  }

  private void putInt(int value) {
    room(4);
    Bytes.putInt(buffer, at, value);
    at += 4;
  }

  private void putDouble(double value) {
    room(8);
    Bytes.putDouble(buffer, at, value);
    at += 8;
  }

  private void room(int bytes) {
    if (at + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
    }
  }

  @Override
  public void close() throws IOException {
    try (shapes;
        index) {
      shapes.flush();
      index.flush();
    }
    writeHeader(shp, size);
    writeHeader(shx, ShpFile.HEADER + 8L * records);
  }

  private void writeHeader(Path file, long bytes) throws IOException {
    byte[] header = new byte[ShpFile.HEADER];
    Bytes.putBigEndianInt(header, 0, 9994);
    Bytes.putBigEndianInt(header, 24, (int) (bytes / 2));
    Bytes.putInt(header, 28, 1000);
    Bytes.putInt(header, 32, type.code());
    if (!box.isNull()) {
      Bytes.putDouble(header, 36, box.getMinX());
      Bytes.putDouble(header, 44, box.getMinY());
      Bytes.putDouble(header, 52, box.getMaxX());
      Bytes.putDouble(header, 60, box.getMaxY());
    }
    if (minZ <= maxZ) {
      Bytes.putDouble(header, 68, minZ);
      Bytes.putDouble(header, 76, maxZ);
    }
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(header);
    }
  }
}
