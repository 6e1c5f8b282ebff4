package org.machizu.tiles.encode;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WorldBox;
import org.machizu.tiles.pack.ByteWriter;
import org.machizu.tiles.pack.ShapeKind;
import org.machizu.tiles.pack.WorldShape;

/**
 * Shapes of the world grid → geometry commands of one tile: cut to the tile with its buffer (small
 * polygons stay whole), still on the world grid, then laid on the tile's 4096 units. A shape that
 * is in the tile but too small for its grid becomes a dot (polygon) or a stub (line) of one unit,
 * so that nothing is lost at the last zoom. For one thread.
 */
final class TileGeometry {
  /** Zoom at which a tile unit is a unit of the world grid. */
  private static final int GRID_ZOOM = 19;

  /**
   * Polygons up to this width and height, in tile units, are not cut. A map puts a name into the
   * middle of what a tile shows of a polygon: of one that is cut in two it would show the name
   * twice. An uncut one has the same middle in all its tiles, and only one of them holds it.
   * Readers take places up to one tile beyond the border.
   */
  private static final int UNCUT = TileAddress.EXTENT / 2;

  private final WorldBox clip;
  private final long uncutSide;
  private final long originX;
  private final long originY;
  private final int shift;
  private final boolean exact;
  private final TilePath path = new TilePath();
  private final RingClipper ring = new RingClipper();

  /**
   * Geometry of one tile.
   *
   * @param exact whether polygons are to be valid after snapping too; for the last zoom, which maps
   *     magnify
   */
  TileGeometry(TileAddress tile, boolean exact) {
    this.exact = exact;
    clip = tile.worldBox(TileEncoder.BUFFER);
    uncutSide = TileAddress.toWorldUnits(tile.z(), UNCUT);
    originX = tile.worldMinX();
    originY = tile.worldMinY();
    shift = GRID_ZOOM - tile.z();
  }

  /** Writes a shape; false when nothing of it is in the tile or its buffer. */
  boolean write(ShapeKind kind, WorldShape shape, WorldBox box, ByteWriter out) {
    path.startFeature();
    return switch (kind) {
      case POINT -> writePoints(shape, out);
      case LINE -> writeLines(shape, box, out);
      case POLYGON -> writePolygons(shape, box, out);
    };
  }

  /**
   * Writes a square (polygon) or a stroke (line) in place of a shape that is too small to be drawn.
   *
   * @param side in tile units
   * @return false when the middle of the box is in neither tile nor buffer
   */
  boolean writeDot(ShapeKind kind, WorldBox box, int side, ByteWriter out) {
    int x = (box.minX() + box.maxX()) >>> 1;
    int y = (box.minY() + box.maxY()) >>> 1;
    if (!isInside(x, y)) {
      return false;
    }
    path.startFeature();
    boolean wide = box.maxX() - box.minX() >= box.maxY() - box.minY();
    return dot(kind, snapX(x) - side / 2, snapY(y) - side / 2, side, wide, out);
  }

  /** A square or stroke whose north-western corner is at a place, moved so that it stays within. */
  private boolean dot(ShapeKind kind, int atX, int atY, int side, boolean wide, ByteWriter out) {
    int x = Math.clamp(atX, snapX(clip.minX()), snapX(clip.maxX()) - side);
    int y = Math.clamp(atY, snapY(clip.minY()), snapY(clip.maxY()) - side);
    path.start();
    path.add(x, y);
    if (kind == ShapeKind.POINT) {
      return path.writePoints(out);
    }
    if (kind == ShapeKind.LINE) {
      path.add(wide ? x + side : x, wide ? y : y + side);
      return path.writeLine(out);
    }
    path.add(x + side, y);
    path.add(x + side, y + side);
    path.add(x, y + side);
    return path.writeRing(false, out);
  }

  private boolean writePoints(WorldShape shape, ByteWriter out) {
    path.start();
    for (int i = 0; i < shape.points(); i++) {
      if (isInside(shape.x(i), shape.y(i))) {
        path.addDistinct(snapX(shape.x(i)), snapY(shape.y(i)));
      }
    }
    return path.writePoints(out);
  }

  private boolean writeLines(WorldShape shape, WorldBox box, ByteWriter out) {
    boolean written = false;
    int inside = -1;
    for (int part = 0; part < shape.parts(); part++) {
      path.start();
      int start = shape.start(part);
      for (int i = start; i < shape.end(part); i++) {
        if (i > start && clipSegment(shape, i - 1, i, box)) {
          written |= path.writeLine(out);
          path.start();
        }
        if (isInside(shape.x(i), shape.y(i))) {
          inside = i;
          path.addDistinct(snapX(shape.x(i)), snapY(shape.y(i)));
        }
      }
      written |= path.writeLine(out);
    }
    return written
        || (inside >= 0
            && dot(ShapeKind.LINE, snapX(shape.x(inside)), snapY(shape.y(inside)), 1, true, out));
  }

  /**
   * Adds where the segment enters or leaves the tile; its ends are added by the caller.
   *
   * @return whether the line is interrupted at the end of the segment
   */
  private boolean clipSegment(WorldShape shape, int a, int b, WorldBox box) {
    if (isWithin(box)) {
      return false;
    }
    double x = shape.x(a);
    double y = shape.y(a);
    double dx = shape.x(b) - x;
    double dy = shape.y(b) - y;
    // Liang, Barsky, "A new concept and method for line clipping", 1984
    double enter = 0;
    double leave = 1;
    double[] along = {-dx, dx, -dy, dy};
    double[] room = {x - clip.minX(), clip.maxX() - x, y - clip.minY(), clip.maxY() - y};
    for (int side = 0; side < 4; side++) {
      if (along[side] == 0) {
        if (room[side] < 0) {
          return true;
        }
      } else if (along[side] < 0) {
        enter = Math.max(enter, room[side] / along[side]);
      } else {
        leave = Math.min(leave, room[side] / along[side]);
      }
    }
    if (enter > leave) {
      return true;
    }
    if (enter > 0) {
      path.addDistinct(
          snapX((int) Math.rint(x + enter * dx)), snapY((int) Math.rint(y + enter * dy)));
    }
    if (leave < 1) {
      path.addDistinct(
          snapX((int) Math.rint(x + leave * dx)), snapY((int) Math.rint(y + leave * dy)));
      return true;
    }
    return false;
  }

  private boolean writePolygons(WorldShape shape, WorldBox box, ByteWriter out) {
    boolean whole = isWithin(box);
    boolean written = false;
    int inside = -1;
    int end;
    for (int shell = 0; shell < shape.parts(); shell = end) {
      end = shell + 1;
      while (end < shape.parts() && shape.isHole(end)) {
        end++;
      }
      written |= whole ? writeWhole(shape, shell, end, out) : writeCut(shape, shell, end, box, out);
      if (!written && inside < 0) {
        inside = findInside(shape, shell);
      }
    }
    return written
        || (inside >= 0
            && dot(
                ShapeKind.POLYGON, snapX(shape.x(inside)), snapY(shape.y(inside)), 1, true, out));
  }

  /** Writes a shell and its holes as they are. */
  private boolean writeWhole(WorldShape shape, int shell, int end, ByteWriter out) {
    if (exact && touchesItselfSnapped(shape, shell, end)) {
      List<Polygon> valid = valid(shape, shell, end);
      if (valid != null) {
        return writeValid(valid, out);
      }
    }
    for (int part = shell; part < end; part++) {
      pathOf(shape, part);
      if (!path.writeRing(shape.isHole(part), out) && part == shell) {
        return false;
      }
    }
    return true;
  }

  private void pathOf(WorldShape shape, int part) {
    path.start();
    for (int i = shape.start(part); i < shape.end(part); i++) {
      path.addRingPoint(snapX(shape.x(i)), snapY(shape.y(i)));
    }
  }

  /** Whether the shell is so thin, or any ring so narrow somewhere, that snapping entangles it. */
  private boolean touchesItselfSnapped(WorldShape shape, int shell, int end) {
    for (int part = shell; part < end; part++) {
      pathOf(shape, part);
      path.trimEnd();
      if (path.repeatsPoint() || path.isThin()) {
        return true;
      }
    }
    return false;
  }

  /** Writes what is in the tile and its buffer of a shell and its holes. */
  private boolean writeCut(WorldShape shape, int shell, int end, WorldBox box, ByteWriter out) {
    ring.clip(shape, shell, clip);
    if (ring.count() == 0) {
      return false;
    }
    if (isSmall(box)) {
      return isShown(shape, shell, end) && writeWhole(shape, shell, end, out);
    }
    boolean delicate = ring.mayTouchItself(clip) || (exact && touchesItselfSnapped(shape, shell));
    for (int part = shell + 1; part < end; part++) {
      delicate |= crossesBorder(shape, part);
    }
    if (delicate) {
      List<Polygon> valid = valid(shape, shell, end);
      if (valid != null) {
        return writeValid(valid, out);
      }
    }
    for (int part = shell; part < end; part++) {
      cutPathOf(shape, part);
      if (!path.writeRing(shape.isHole(part), out) && part == shell) {
        return false;
      }
    }
    return true;
  }

  /** Whether anything of a shell and its holes is in the tile or its buffer. */
  private boolean isShown(WorldShape shape, int shell, int end) {
    if (findInside(shape, shell) >= 0) {
      return true;
    }
    List<Polygon> cut = valid(shape, shell, end);
    return cut == null || !cut.isEmpty();
  }

  private void cutPathOf(WorldShape shape, int part) {
    ring.clip(shape, part, clip);
    path.start();
    for (int i = 0; i < ring.count(); i++) {
      path.addRingPoint(snapX(ring.x(i)), snapY(ring.y(i)));
    }
  }

  /** As for whole shells; only the part in the tile counts. */
  private boolean touchesItselfSnapped(WorldShape shape, int shell) {
    cutPathOf(shape, shell);
    path.trimEnd();
    return path.repeatsPoint() || path.isThin();
  }

  private @Nullable List<Polygon> valid(WorldShape shape, int shell, int end) {
    return shape.end(shell) - shape.start(shell) < 3
        ? null
        : ValidPolygonClip.clip(
            shape, shell, end, originX, originY, Math.scalb(1.0, shift), clipInUnits());
  }

  private Envelope clipInUnits() {
    return new Envelope(
        snapX(clip.minX()), snapX(clip.maxX()), snapY(clip.minY()), snapY(clip.maxY()));
  }

  private boolean crossesBorder(WorldShape shape, int part) {
    boolean outside = false;
    for (int i = shape.start(part); i < shape.end(part); i++) {
      outside |=
          shape.x(i) <= clip.minX()
              || shape.x(i) >= clip.maxX()
              || shape.y(i) <= clip.minY()
              || shape.y(i) >= clip.maxY();
    }
    return outside;
  }

  private boolean writeValid(List<Polygon> polygons, ByteWriter out) {
    boolean written = false;
    for (Polygon polygon : polygons) {
      if (writeRing(polygon.getExteriorRing(), false, out)) {
        written = true;
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          writeRing(polygon.getInteriorRingN(i), true, out);
        }
      }
    }
    return written;
  }

  private boolean writeRing(LinearRing points, boolean hole, ByteWriter out) {
    path.start();
    for (Coordinate point : points.getCoordinates()) {
      path.addRingPoint((int) point.x, (int) point.y);
    }
    path.orient(hole);
    return path.writeRing(hole, out);
  }

  /** A vertex of the part that is in the tile or its buffer, or -1. */
  private int findInside(WorldShape shape, int part) {
    for (int i = shape.start(part); i < shape.end(part); i++) {
      if (isInside(shape.x(i), shape.y(i))) {
        return i;
      }
    }
    return -1;
  }

  private boolean isSmall(WorldBox box) {
    return (long) box.maxX() - box.minX() <= uncutSide
        && (long) box.maxY() - box.minY() <= uncutSide;
  }

  private boolean isWithin(WorldBox box) {
    return box.minX() >= clip.minX()
        && box.maxX() <= clip.maxX()
        && box.minY() >= clip.minY()
        && box.maxY() <= clip.maxY();
  }

  private boolean isInside(int x, int y) {
    return x >= clip.minX() && x <= clip.maxX() && y >= clip.minY() && y <= clip.maxY();
  }

  private int snapX(int x) {
    return snap(x - originX);
  }

  private int snapY(int y) {
    return snap(y - originY);
  }

  /** To the nearest tile unit; halves go up, in every tile alike. */
  private int snap(long world) {
    if (shift <= 0) {
      return (int) (world << -shift);
    }
    return (int) ((world + (1L << (shift - 1))) >> shift);
  }
}
