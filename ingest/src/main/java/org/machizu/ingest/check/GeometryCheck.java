package org.machizu.ingest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.machizu.geo.feature.GeometryType;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.Problem.Severity;

/**
 * Judges geometries in lon/lat JGD2011 before they are kept: the right kind, finite numbers, within
 * Japan, valid as OGC 06-103r4 says. What can be mended without changing what it says is mended and
 * told; everything else is rejected with its place. Latitude and longitude are never swapped
 * silently.
 *
 * <p>A repair of an area is safe when the result is an area again and its size differs by less than
 * {@value #SAFE_AREA_CHANGE} of the former one. A multi geometry of one part becomes that part;
 * heights and measures are dropped, told once. Used by one thread.
 */
public final class GeometryCheck {
  /** The share by which an area may change in a repair. */
  public static final double SAFE_AREA_CHANGE = 0.01;

  private final GeometryType wanted;
  private final boolean allowOutsideJapan;
  private final Consumer<Problem> notes;
  private boolean toldHeights;

  /**
   * @param wanted what the layer holds
   * @param allowOutsideJapan whether positions anywhere on earth are taken
   * @param notes is told once when heights or measures are dropped
   */
  public GeometryCheck(GeometryType wanted, boolean allowOutsideJapan, Consumer<Problem> notes) {
    this.wanted = wanted;
    this.allowOutsideJapan = allowOutsideJapan;
    this.notes = notes;
  }

  /** The row being checked, for the problems told of it. */
  private record Subject(long row, @Nullable String featureId) {
    Problem problem(
        Severity severity, @Nullable Coordinate at, String code, String reason, String advice) {
      String place = at == null ? null : placeOf(at);
      return new Problem(severity, row, featureId, place, code, reason, advice);
    }

    Checked.Rejected rejected(@Nullable Coordinate at, String code, String reason, String advice) {
      return new Checked.Rejected(problem(Severity.REJECTED, at, code, reason, advice));
    }

    Checked.Repaired repaired(
        @Nullable Geometry geometry, @Nullable Coordinate at, String code, String reason) {
      String advice = "Look at the place on the map and mend the source if it matters.";
      return new Checked.Repaired(geometry, problem(Severity.REPAIRED, at, code, reason, advice));
    }
  }

  /**
   * Judges one geometry.
   *
   * @param row as in {@link Problem#row()}
   * @param featureId as in {@link Problem#featureId()}
   * @param geometry lon/lat in degrees; it may be changed by dropping heights; null is accepted
   */
  public Checked check(long row, @Nullable String featureId, @Nullable Geometry geometry) {
    if (geometry == null) {
      return new Checked.Accepted(null);
    }
    Subject subject = new Subject(row, featureId);
    if (geometry.isEmpty()) {
      return subject.repaired(
          null, null, "geometry-empty", "the geometry is empty; the row is taken without a place");
    }
    if (!isWanted(geometry)) {
      return subject.rejected(
          geometry.getCoordinate(),
          "wrong-geometry-kind",
          "the geometry is a %s, but the layer holds %s"
              .formatted(geometry.getGeometryType(), wanted),
          "Put it into a layer of its own kind.");
    }
    Positions positions = new Positions(allowOutsideJapan);
    geometry.apply(positions);
    if (positions.firstBad != null) {
      return badPosition(subject, positions.firstBad);
    }
    Geometry flat = positions.hasHeights ? withoutHeights(subject, geometry) : geometry;
    return checkShape(subject, flat);
  }

  private boolean isWanted(Geometry geometry) {
    boolean isCollection = geometry.getClass() == GeometryCollection.class;
    return switch (wanted) {
      case MIXED -> true;
      case NONE -> false;
      case POINT -> !isCollection && geometry.getDimension() == 0;
      case LINE -> !isCollection && geometry.getDimension() == 1;
      case POLYGON -> !isCollection && geometry.getDimension() == 2;
    };
  }

  /** Looks at every position once. */
  private static final class Positions implements CoordinateSequenceFilter {
    private final boolean anywhere;
    @Nullable Coordinate firstBad;
    boolean hasHeights;

    Positions(boolean anywhere) {
      this.anywhere = anywhere;
    }

    @Override
    public void filter(CoordinateSequence sequence, int i) {
      double lon = sequence.getX(i);
      double lat = sequence.getY(i);
      hasHeights |= sequence.getDimension() > 2;
      boolean isGood = anywhere ? isOnEarth(lon, lat) : isInJapan(lon, lat); // false for NaN
      if (!isGood) {
        firstBad = new Coordinate(lon, lat);
      }
    }

    @Override
    public boolean isDone() {
      return firstBad != null;
    }

    @Override
    public boolean isGeometryChanged() {
      return false;
    }
  }

  private static boolean isInJapan(double lon, double lat) {
    return lon >= 122 && lon <= 154 && lat >= 20 && lat <= 46;
  }

  private static boolean isOnEarth(double lon, double lat) {
    return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
  }

  private static Checked badPosition(Subject subject, Coordinate at) {
    if (!Double.isFinite(at.x) || !Double.isFinite(at.y)) {
      return subject.rejected(
          at,
          "coordinate-not-finite",
          "the position %s is no place".formatted(placeOf(at)),
          "Mend or remove the coordinates of this row.");
    }
    if (isInJapan(at.y, at.x)) {
      return subject.rejected(
          at,
          "lat-lon-swapped",
          "the position %s is outside Japan, but in Japan with its numbers swapped"
              .formatted(placeOf(at)),
          "Latitude and longitude (or x and y) seem to be exchanged: swap the columns, or say the"
              + " right coordinate reference system.");
    }
    return subject.rejected(
        at,
        isOnEarth(at.x, at.y) ? "outside-japan" : "outside-earth",
        "the position %s is outside Japan (longitude 122 to 154, latitude 20 to 46)"
            .formatted(placeOf(at)),
        "Check the coordinate reference system and the zone of the file.");
  }

  private Geometry withoutHeights(Subject subject, Geometry geometry) {
    if (!toldHeights && !FlatGeometries.isFlatInAllButName(geometry)) {
      toldHeights = true;
      notes.accept(
          subject.problem(
              Severity.NOTE,
              null,
              "heights-dropped",
              "positions have heights or measures; they are left out, here and in later rows",
              "Keep them as an attribute if they are needed."));
    }
    return FlatGeometries.flat(geometry);
  }

  private Checked checkShape(Subject subject, Geometry geometry) {
    Geometry single = geometry.getNumGeometries() == 1 ? geometry.getGeometryN(0) : geometry;
    if (single.getDimension() == 0) {
      return new Checked.Accepted(single);
    }
    if (single instanceof Polygon polygon && SimpleRings.isSurelyValid(polygon)) {
      return new Checked.Accepted(polygon);
    }
    List<Geometry> kept = new ArrayList<>();
    Coordinate dropped = null;
    for (int i = 0; i < single.getNumGeometries(); i++) {
      Geometry part = single.getGeometryN(i);
      if (isWithoutSize(part)) {
        dropped = part.getCoordinate();
      } else if (!part.isEmpty()) {
        kept.add(part);
      }
    }
    if (kept.isEmpty()) {
      return subject.rejected(
          single.getCoordinate(),
          single.getDimension() == 1 ? "line-without-length" : "polygon-without-area",
          single.getDimension() == 1
              ? "all positions of the line are the same"
              : "the polygon encloses no area",
          "Draw it again, or make it a point.");
    }
    Geometry whole =
        kept.size() == single.getNumGeometries() ? single : single.getFactory().buildGeometry(kept);
    return checkValid(subject, whole, dropped);
  }

  private static boolean isWithoutSize(Geometry part) {
    return switch (part) {
      case LineString line -> !line.isEmpty() && line.getLength() == 0;
      case Polygon polygon -> !polygon.isEmpty() && polygon.getArea() == 0;
      default -> false;
    };
  }

  private static Checked checkValid(
      Subject subject, Geometry geometry, @Nullable Coordinate dropped) {
    TopologyValidationError error = new IsValidOp(geometry).getValidationError();
    if (error == null) {
      return dropped == null
          ? new Checked.Accepted(geometry)
          : subject.repaired(
              geometry, dropped, "part-removed", "a part without length or area was removed");
    }
    Coordinate at = error.getCoordinate();
    String fault = error.getMessage().toLowerCase(Locale.ROOT);
    Geometry mended = findMended(geometry);
    if (mended != null) {
      Geometry result = mended.getNumGeometries() == 1 ? mended.getGeometryN(0) : mended;
      return subject.repaired(
          result,
          at,
          "geometry-repaired",
          "the geometry was invalid (" + fault + ") and was mended");
    }
    return subject.rejected(
        at,
        "geometry-invalid",
        "the geometry is invalid: " + fault,
        "Mend it in the program it comes from; a repair here would change its area.");
  }

  /**
   * A safe repair: by the fixer, which keeps every loop; else by a buffer of nothing, which turns a
   * ring that touches itself into a ring and a hole. Null when neither is safe.
   */
  private static @Nullable Geometry findMended(Geometry geometry) {
    List<UnaryOperator<Geometry>> ways = List.of(GeometryFixer::fix, broken -> broken.buffer(0));
    for (UnaryOperator<Geometry> way : ways) {
      try {
        Geometry mended = way.apply(geometry);
        if (isSafe(geometry, mended)) {
          return mended;
        }
      } catch (TopologyException beyondRepair) {
        continue; // when no way is left, the row is rejected with the place of its fault
      }
    }
    return null;
  }

  private static boolean isSafe(Geometry before, Geometry after) {
    if (after.isEmpty() || after.getDimension() != before.getDimension() || !after.isValid()) {
      return false;
    }
    boolean wasCollection = before.getClass() == GeometryCollection.class;
    if (!wasCollection && after.getClass() == GeometryCollection.class) {
      return false;
    }
    if (before.getDimension() < 2) {
      return Math.abs(after.getLength() - before.getLength())
          <= SAFE_AREA_CHANGE * before.getLength();
    }
    return Math.abs(after.getArea() - before.getArea()) < SAFE_AREA_CHANGE * before.getArea();
  }

  private static String placeOf(Coordinate at) {
    return at.x + "," + at.y;
  }
}
