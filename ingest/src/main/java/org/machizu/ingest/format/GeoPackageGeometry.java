package org.machizu.ingest.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/**
 * The value of a geometry column in a GeoPackage: a header with the box, then WKB (OGC 12-128r18,
 * clause 2.1.3). X is east or longitude and stands first, whatever the authority's axis order.
 *
 * <p>For: the GeoPackage format here, and every store that keeps its features in a GeoPackage.
 * Stateless; safe for every thread. A value that is none is an {@link IllegalArgumentException}
 * that says what is wrong with it, never another error, however damaged the bytes are.
 */
public final class GeoPackageGeometry {
  private static final VarHandle INT_LITTLE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BIG =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle DOUBLE_LITTLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE_BIG =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

  private static final int HEADER = 8;
  private static final int BOX = 32;
  private static final int FLAG_LITTLE = 0x01;
  private static final int FLAG_BOX_XY = 0x02;
  private static final int FLAG_EMPTY = 0x10;
  private static final int FLAG_EXTENDED = 0x20;

  private GeoPackageGeometry() {}

  /**
   * The value for a geometry as it is; with its box, except for points, whose place needs none.
   *
   * @param srsId the table's {@code srs_id}
   */
  public static byte[] encode(Geometry geometry, int srsId) {
    return encode(geometry, srsId, false);
  }

  /**
   * As {@link #encode(Geometry, int)}, but a single point, line or polygon is written as a multi
   * geometry of one part: for columns declared {@code MULTI…}.
   */
  public static byte[] encodeAsMulti(Geometry geometry, int srsId) {
    return encode(geometry, srsId, true);
  }

  private static byte[] encode(Geometry geometry, int srsId, boolean asMulti) {
    boolean empty = geometry.isEmpty();
    boolean boxed = !empty && (!(geometry instanceof Point) || asMulti);
    byte[] value = WkbWriter.write(geometry, HEADER + (boxed ? BOX : 0), asMulti);
    value[0] = 'G';
    value[1] = 'P';
    value[3] = (byte) (FLAG_LITTLE | (boxed ? FLAG_BOX_XY : 0) | (empty ? FLAG_EMPTY : 0));
    INT_LITTLE.set(value, 4, srsId);
    if (boxed) {
      Envelope box = geometry.getEnvelopeInternal();
      DOUBLE_LITTLE.set(value, 8, box.getMinX());
      DOUBLE_LITTLE.set(value, 16, box.getMaxX());
      DOUBLE_LITTLE.set(value, 24, box.getMinY());
      DOUBLE_LITTLE.set(value, 32, box.getMaxY());
    }
    return value;
  }

  /**
   * The geometry of a value, with Z and M where it has them; not checked for validity.
   *
   * @throws IllegalArgumentException when the bytes are no geometry of a GeoPackage, or a ring is
   *     not closed
   */
  public static Geometry decode(byte[] value) {
    WkbReader reader = new WkbReader(value, wkbStart(value));
    Geometry geometry = reader.read();
    if (reader.closedRings() > 0) {
      throw new IllegalArgumentException("a ring does not end where it begins");
    }
    return geometry;
  }

  /**
   * The box of a value, from its header where it stands there (without looking at the geometry),
   * else from the coordinates; empty for an empty geometry.
   *
   * @throws IllegalArgumentException when the bytes are no geometry of a GeoPackage
   */
  public static Optional<Envelope> findEnvelope(byte[] value) {
    int start = wkbStart(value);
    int flags = value[3];
    if (start > HEADER) {
      VarHandle order = (flags & FLAG_LITTLE) != 0 ? DOUBLE_LITTLE : DOUBLE_BIG;
      double minX = (double) order.get(value, 8);
      double maxX = (double) order.get(value, 16);
      double minY = (double) order.get(value, 24);
      double maxY = (double) order.get(value, 32);
      // Some writers put NaN there for an empty geometry, or a box turned inside out.
      return minX <= maxX && minY <= maxY
          ? Optional.of(new Envelope(minX, maxX, minY, maxY))
          : Optional.empty();
    }
    if ((flags & FLAG_EMPTY) != 0) {
      return Optional.empty();
    }
    Envelope box = new Envelope();
    new WkbReader(value, start).expand(box);
    return box.isNull() ? Optional.empty() : Optional.of(box);
  }

  /**
   * The {@code srs_id} in the header.
   *
   * @throws IllegalArgumentException when the bytes are no geometry of a GeoPackage
   */
  public static int srsId(byte[] value) {
    wkbStart(value);
    return (int) ((value[3] & FLAG_LITTLE) != 0 ? INT_LITTLE : INT_BIG).get(value, 4);
  }

  /** Where the WKB begins, after a look at the header. */
  static int wkbStart(byte[] value) {
    if (value.length < HEADER || value[0] != 'G' || value[1] != 'P') {
      throw new IllegalArgumentException("the value does not begin with 'GP' and a header");
    }
    if (value[2] != 0) {
      throw new IllegalArgumentException(
          "geometry version " + value[2] + " is not known; 0 is allowed");
    }
    int flags = value[3];
    if ((flags & FLAG_EXTENDED) != 0) {
      throw new IllegalArgumentException(
          "the geometry is of an extended kind; only standard ones are read");
    }
    int start =
        switch ((flags >> 1) & 7) {
          case 0 -> HEADER;
          case 1 -> HEADER + BOX;
          case 2, 3 -> HEADER + BOX + 16;
          case 4 -> HEADER + BOX + 32;
          default -> throw new IllegalArgumentException("the header's kind of box is not known");
        };
    if (start > value.length) {
      throw new IllegalArgumentException("the value ends inside its header");
    }
    return start;
  }
}
