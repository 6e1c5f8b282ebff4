package org.machizu.maps.paper;

import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.operation.buffer.OffsetCurve;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.sign.Drawing;
import org.machizu.maps.sign.ImageName;

/** Draws shapes by their looks. */
final class Brush {
  private static final GeometryFactory PAPER = new GeometryFactory();

  private final Ink ink;
  private final Tiles tiles;

  /**
   * @param frame within which anything is seen
   */
  Brush(Ink ink, Rect frame) {
    this.ink = ink;
    this.tiles = new Tiles(ink, frame);
  }

  /** Fills areas. */
  void area(List<List<double[]>> areas, Look.Area look) {
    for (List<double[]> rings : areas) {
      if (!look.fill().isClear()) {
        rings.forEach(ink::path);
        ink.fill(look.fill());
      }
    }
  }

  /**
   * Fills areas with a pattern.
   *
   * @return whether it did; not when there is more to draw than a paper can hold
   */
  boolean tiled(List<List<double[]>> areas, Look.Tiled look) {
    ImageName name = look.pattern();
    Optional<Drawing> tile = name.drawing();
    boolean isDrawn = true;
    for (List<double[]> rings : areas) {
      ink.save();
      rings.forEach(ink::path);
      if (!name.background().isClear()) {
        ink.fill(name.background().faded(look.opacity()));
        rings.forEach(ink::path);
      }
      ink.clip();
      isDrawn &= tile.isEmpty() || tiles.fill(rings.getFirst(), name, tile.get(), look.opacity());
      ink.restore();
    }
    return isDrawn;
  }

  /** Draws lines in one stroke, so that those that meet do not darken each other. */
  void lines(List<double[]> lines, Look.Line look) {
    if (lines.isEmpty()) {
      return;
    }
    double half = look.gapMm() > 0 ? (look.gapMm() + look.widthMm()) / 2 : 0;
    for (double[] line : lines) {
      if (half == 0) {
        moved(line, look.offsetMm()).forEach(ink::path);
      } else {
        moved(line, look.offsetMm() - half).forEach(ink::path);
        moved(line, look.offsetMm() + half).forEach(ink::path);
      }
    }
    ink.pen(look.colour(), look.widthMm(), look.cap(), look.join(), look.dashMm());
    ink.stroke();
  }

  /** A line moved to its right; the curves may be several. */
  private static List<double[]> moved(double[] line, double rightMm) {
    if (rightMm == 0) {
      return List.of(line);
    }
    CoordinateSequence places = new PackedCoordinateSequence.Double(line, 2, 0);
    Geometry curve = OffsetCurve.getCurve(PAPER.createLineString(places), -rightMm);
    List<double[]> moved = new ArrayList<>();
    for (int i = 0; i < curve.getNumGeometries(); i++) {
      Coordinate[] coordinates = curve.getGeometryN(i).getCoordinates();
      if (coordinates.length >= 2) {
        double[] xy = new double[2 * coordinates.length];
        for (int j = 0; j < coordinates.length; j++) {
          xy[2 * j] = coordinates[j].x;
          xy[2 * j + 1] = coordinates[j].y;
        }
        moved.add(xy);
      }
    }
    return moved;
  }

  /** Draws a disc. */
  void disc(double x, double y, Look.Disc look) {
    if (!look.fill().isClear()) {
      ink.disc(x, y, look.radiusMm());
      ink.fill(look.fill());
    }
    if (!look.edge().isClear()) {
      ink.disc(x, y, look.radiusMm() + look.edgeMm() / 2);
      ink.roundPen(look.edge(), look.edgeMm());
      ink.stroke();
    }
  }

  /**
   * Draws a sign.
   *
   * @param x its middle
   * @param y its middle
   * @param angle in radians, counterclockwise
   */
  void sign(double x, double y, double angle, Look.Sign look) {
    Drawing drawing = look.drawing();
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.rotate(angle);
    place.scale(look.scale(), -look.scale());
    place.translate(-drawing.widthPx() / 2, -drawing.heightPx() / 2);
    shapes(drawing, place, look.scale(), look.opacity());
  }

  private void shapes(Drawing drawing, AffineTransform place, double scale, double opacity) {
    for (Drawing.Shape shape : drawing.shapes()) {
      ink.path(shape.path(), place);
      Rgba fill = shape.fill();
      Rgba stroke = shape.stroke();
      if (fill != null) {
        ink.fill(fill.faded(opacity));
      } else if (stroke != null) {
        ink.roundPen(stroke.faded(opacity), shape.widthPx() * scale);
        ink.stroke();
      }
    }
  }
}
