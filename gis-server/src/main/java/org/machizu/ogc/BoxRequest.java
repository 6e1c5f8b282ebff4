package org.machizu.ogc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.crs.CrsPath;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.crs.JapanExtent;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.filter.Predicate;
import org.machizu.geo.filter.Shape;
import org.machizu.geo.filter.SpatialRelation;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;

/**
 * The parameters {@code bbox} (17-069r4, 7.15.3) and {@code bbox-crs} (18-058r1, 6.2.3): features
 * whose geometry shares a point with the box. In degrees a box whose west is greater than its east
 * lies over the 180th meridian. Of six numbers the heights are not looked at.
 */
final class BoxRequest {
  static final Parameter BBOX =
      Parameter.numbers(
          "bbox",
          "west,south,east,north in degrees, or the two corners in the order of bbox-crs; of six numbers the heights are left out",
          4,
          6);
  static final Parameter BBOX_CRS =
      Parameter.uri(
          "bbox-crs", "the coordinate system of bbox, as its address; without it CRS84 (lon, lat)");

  /** A side of a box in a plane is bent in degrees: it is followed in so many steps. */
  private static final int STEPS_OF_A_SIDE = 16;

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final OfferedCrs crs;
  private final String text;
  private final double west;
  private final double south;
  private final double east;
  private final double north;

  private BoxRequest(OfferedCrs crs, String text, double[] numbers) {
    this.crs = crs;
    this.text = text;
    int second = numbers.length / 2;
    int x = crs.northFirst() ? 1 : 0;
    west = numbers[x];
    south = numbers[1 - x];
    east = numbers[second + x];
    north = numbers[second + 1 - x];
  }

  /** Features of a layer within the box; everything when none is given. */
  static Predicate read(Query query, GridShifts grids) {
    return find(query, OfferedCrs.ALL)
        .map(box -> box.condition(grids))
        .orElseGet(Predicate.Everything::new);
  }

  /**
   * The box in degrees, for what is worked out and knows no other; empty when none is given.
   *
   * @throws org.machizu.http.ProblemException 400 also when the box has parts of Japan on both
   *     sides of the 180th meridian
   */
  static Optional<Envelope> readDegrees(Query query) {
    return find(query, OfferedCrs.WITH_STRAIGHT_BOXES)
        .map(box -> {
          List<Envelope> boxes = box.inDegrees();
          List<Envelope> inJapan = boxes.stream().filter(BoxRequest::touchesJapan).toList();
          if (inJapan.size() > 1) {
            throw box.bad("a box that does not lie around the globe");
          }
          return inJapan.isEmpty() ? boxes.getFirst() : inJapan.getFirst();
        });
  }

  private static boolean touchesJapan(Envelope box) {
    return box.minLon() <= JapanExtent.MAX_LON && box.maxLon() >= JapanExtent.MIN_LON;
  }

  private static Optional<BoxRequest> find(Query query, List<OfferedCrs> offered) {
    OfferedCrs crs = OfferedCrs.read(BBOX_CRS.name(), query.text(BBOX_CRS.name()), offered);
    return query.text(BBOX.name()).map(text -> new BoxRequest(crs, text, numbers(text)));
  }

  private static double[] numbers(String text) {
    String[] parts = text.split(",", -1);
    try {
      double[] numbers = Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
      if ((numbers.length == 4 || numbers.length == 6)
          && Arrays.stream(numbers).allMatch(Double::isFinite)) {
        return numbers;
      }
    } catch (NumberFormatException e) {
      // told below, as any other text is
    }
    throw bad(text, "four numbers (six with heights) with commas");
  }

  private Predicate condition(GridShifts grids) {
    if (crs.crs().planeZone().isEmpty() && crs.crs().sharesDatumWith(Crs.JGD2011)) {
      List<Predicate> boxes = inDegrees().stream().map(BoxRequest::within).toList();
      return boxes.size() == 1 ? boxes.getFirst() : new Predicate.Or(boxes);
    }
    if (west > east || south > north) {
      throw bad("two corners, the lower one in both directions first");
    }
    Geometry written = FACTORY.toGeometry(jts(west, south, east, north));
    double longest = Math.max(east - west, north - south);
    Geometry stepped =
        longest > 0 ? Densifier.densify(written, longest / STEPS_OF_A_SIDE) : written;
    try {
      return intersects(CrsPath.toJgd2011(crs.crs(), grids).place(stepped).geometry());
    } catch (CoordinateOutOfRangeException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  /** One box, or two on both sides of the 180th meridian. */
  private List<Envelope> inDegrees() {
    try {
      if (!crs.crs().isGeographic()) {
        CrsConversion degrees = CrsConversion.between(crs.crs(), crs.crs().geographicBase());
        var low = degrees.apply(west, south);
        var high = degrees.apply(east, north);
        return List.of(new Envelope(low.x, low.y, high.x, high.y));
      }
      return west <= east
          ? List.of(new Envelope(west, south, east, north))
          : List.of(new Envelope(west, south, 180, north), new Envelope(-180, south, east, north));
    } catch (CoordinateOutOfRangeException e) {
      throw bad(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw bad(
          "longitudes within 180 and latitudes within 90 degrees, in the order of the axes of "
              + crs.uri()
              + ", south <= north");
    }
  }

  private static Predicate within(Envelope box) {
    return intersects(FACTORY.toGeometry(box.toJts()));
  }

  private static Predicate intersects(Geometry geometry) {
    return new Predicate.Relates(SpatialRelation.INTERSECTS, new Shape(geometry));
  }

  private static org.locationtech.jts.geom.Envelope jts(
      double west, double south, double east, double north) {
    return new org.locationtech.jts.geom.Envelope(west, east, south, north);
  }

  private RuntimeException bad(String allowed) {
    return bad(text, allowed);
  }

  private static RuntimeException bad(String text, String allowed) {
    return Problem.badParameter(BBOX.name(), text, allowed).asException();
  }
}
