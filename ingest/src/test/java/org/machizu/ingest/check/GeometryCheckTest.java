package org.machizu.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.WKTReader;
import org.machizu.geo.feature.GeometryType;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.Problem.Severity;

class GeometryCheckTest {
  private final List<Problem> notes = new ArrayList<>();

  private Checked check(GeometryType wanted, String wkt) throws Exception {
    return new GeometryCheck(wanted, false, notes::add).check(7, "A7", new WKTReader().read(wkt));
  }

  private static Geometry accepted(Checked checked) {
    assertThat(checked).isInstanceOf(Checked.Accepted.class);
    return ((Checked.Accepted) checked).geometry();
  }

  private static Problem rejected(Checked checked) {
    assertThat(checked).isInstanceOf(Checked.Rejected.class);
    Problem problem = ((Checked.Rejected) checked).problem();
    assertThat(problem.severity()).isEqualTo(Severity.REJECTED);
    assertThat(problem.row()).isEqualTo(7);
    assertThat(problem.featureId()).isEqualTo("A7");
    return problem;
  }

  private static Checked.Repaired repaired(Checked checked) {
    assertThat(checked).isInstanceOf(Checked.Repaired.class);
    Checked.Repaired repaired = (Checked.Repaired) checked;
    assertThat(repaired.problem().severity()).isEqualTo(Severity.REPAIRED);
    return repaired;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POINT | POINT (141.8 42.7) | POINT (141.8 42.7)",
        "POINT | MULTIPOINT ((141.8 42.7)) | POINT (141.8 42.7)",
        "POINT | MULTIPOINT ((141.8 42.7), (141.9 42.7)) | MULTIPOINT ((141.8 42.7), (141.9 42.7))",
        "LINE | LINESTRING (141.8 42.7, 141.9 42.8) | LINESTRING (141.8 42.7, 141.9 42.8)",
        "POLYGON | MULTIPOLYGON (((141 42, 142 42, 142 43, 141 42))) | POLYGON ((141 42, 142 42, 142 43, 141 42))",
        "MIXED | LINESTRING (141.8 42.7, 141.9 42.8) | LINESTRING (141.8 42.7, 141.9 42.8)",
        "MIXED | GEOMETRYCOLLECTION (POINT (141 42), POINT (142 42)) | GEOMETRYCOLLECTION (POINT (141 42), POINT (142 42))"
      })
  void aGoodGeometryIsAcceptedAndAloneWhenItIsAlone(GeometryType wanted, String wkt, String kept)
      throws Exception {
    assertThat(accepted(check(wanted, wkt)).toText()).isEqualTo(kept);
    assertThat(notes).isEmpty();
  }

  @Test
  void aRowWithoutGeometryIsAccepted() {
    assertThat(new GeometryCheck(GeometryType.POINT, false, notes::add).check(1, null, null))
        .isEqualTo(new Checked.Accepted(null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LINE | POINT (141.8 42.7) | wrong-geometry-kind | 141.8,42.7",
        "NONE | POINT (141.8 42.7) | wrong-geometry-kind | 141.8,42.7",
        "POINT | GEOMETRYCOLLECTION (POINT (141.8 42.7)) | wrong-geometry-kind | 141.8,42.7",
        "POINT | POINT (42.7 141.8) | lat-lon-swapped | 42.7,141.8",
        "POINT | POINT (0 0) | outside-japan | 0.0,0.0",
        "POINT | POINT (-35000 -137000) | outside-earth | -35000.0,-137000.0",
        "LINE | LINESTRING (141.8 42.7, 141.8 NaN) | coordinate-not-finite | 141.8,NaN",
        "LINE | LINESTRING (141.8 42.7, 141.8 42.7) | line-without-length | 141.8,42.7",
        "POLYGON | POLYGON ((141 42, 142 42, 141 42, 141 42)) | polygon-without-area | 141.0,42.0",
        "POLYGON | POLYGON ((141 42, 142 43, 142 42, 141 43, 141 42)) | polygon-without-area | 141.0,42.0",
        "POLYGON | POLYGON ((141 42, 143 44, 143 42, 141 43, 141 42)) | geometry-invalid | 141.66666666666666,42.666666666666664"
      })
  void aGeometryThatCannotBeKeptIsRejectedWithItsPlace(
      GeometryType wanted, String wkt, String code, String place) throws Exception {
    Problem problem = rejected(check(wanted, wkt));

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.place()).isEqualTo(place);
  }

  @Test
  void swappedNumbersAreExplainedAndNotSwapped() throws Exception {
    assertThat(rejected(check(GeometryType.POINT, "POINT (42.7 141.8)")).advice())
        .contains("exchanged");
    Geometry swapped = new WKTReader().read("POINT (42.7 141.8)");
    Checked elsewhere =
        new GeometryCheck(GeometryType.POINT, true, notes::add).check(7, "A7", swapped);
    assertThat(rejected(elsewhere).code()).isEqualTo("lat-lon-swapped");
  }

  @Test
  void placesOutsideJapanMayBeAllowed() throws Exception {
    Checked checked =
        new GeometryCheck(GeometryType.POINT, true, notes::add)
            .check(7, "A7", new WKTReader().read("POINT (2.35 48.85)"));

    assertThat(accepted(checked).toText()).isEqualTo("POINT (2.35 48.85)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a ring that touches itself in one point is a ring and a hole
        "POLYGON ((141 42, 145 42, 145 45, 143 45, 144 43, 142 43, 143 45, 141 45, 141 42)) | 1",
        // a loop of a thousandth of the area
        "POLYGON ((141 42, 142 42, 142 43, 141.49 43, 141.51 43.02, 141.51 42.999, 141 43, 141 42)) | 0",
        // a spike
        "POLYGON ((141 42, 142 42, 142 43, 144 43, 142 43, 141 43, 141 42)) | 0"
      })
  void anInvalidAreaIsMendedWhenItsSizeStays(String wkt, int holes) throws Exception {
    Geometry before = new WKTReader().read(wkt);
    Checked.Repaired repaired = repaired(check(GeometryType.POLYGON, wkt));

    assertThat(before.isValid()).isFalse();
    assertThat(repaired.problem().code()).isEqualTo("geometry-repaired");
    assertThat(repaired.problem().place()).isNotNull();
    assertThat(repaired.geometry().isValid()).isTrue();
    assertThat(repaired.geometry().getArea() / before.getArea()).isBetween(0.99, 1.01);
    if (repaired.geometry() instanceof Polygon polygon) {
      assertThat(polygon.getNumInteriorRing()).isEqualTo(holes);
    }
  }

  @Test
  void anEmptyGeometryBecomesNoPlaceAndIsTold() throws Exception {
    Checked.Repaired repaired = repaired(check(GeometryType.POINT, "POINT EMPTY"));
    assertThat(repaired.geometry()).isNull();
    assertThat(repaired.problem().code()).isEqualTo("geometry-empty");
  }

  @Test
  void aPartWithoutLengthIsRemovedAndTold() throws Exception {
    Checked.Repaired repaired =
        repaired(
            check(
                GeometryType.LINE, "MULTILINESTRING ((141 42, 141 42), (141 42, 142 42), EMPTY)"));

    assertThat(repaired.geometry().toText()).isEqualTo("LINESTRING (141 42, 142 42)");
    assertThat(repaired.problem().code()).isEqualTo("part-removed");
  }

  @Test
  void heightsAreDroppedWithOneNote() throws Exception {
    GeometryCheck check = new GeometryCheck(GeometryType.POINT, false, notes::add);
    for (int i = 0; i < 2; i++) {
      Geometry flat =
          accepted(check.check(i, null, new WKTReader().read("POINT Z (141.8 42.7 12)")));
      assertThat(flat.getCoordinate()).isInstanceOf(CoordinateXY.class);
    }
    assertThat(notes).extracting(Problem::code).containsExactly("heights-dropped");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theFastTestNeverSaysYesToAnInvalidRing(long seed) {
    Random random = new Random(seed);
    GeometryFactory factory = new GeometryFactory();
    int yes = 0;
    int valid = 0;
    for (int n = 0; n < 20_000; n++) {
      int corners = 3 + random.nextInt(4);
      int grid = 3 + random.nextInt(4);
      Coordinate[] ring = new Coordinate[corners + 1];
      for (int i = 0; i < corners; i++) {
        ring[i] = new CoordinateXY(141 + random.nextInt(grid), 42 + random.nextInt(grid) * 0.1);
      }
      ring[corners] = ring[0];
      Polygon polygon = factory.createPolygon(ring);
      boolean surely = SimpleRings.isSurelyValid(polygon);
      valid += polygon.isValid() ? 1 : 0;
      yes += surely ? 1 : 0;
      if (surely) {
        assertThat(polygon.isValid()).as(polygon.toText()).isTrue();
      }
    }
    assertThat(yes).isGreaterThan(valid / 2);
  }

  @Test
  void aTypicalParcelTakesTheFastWay() throws Exception {
    String parcel =
        "POLYGON ((141.8201 42.7601, 141.8203 42.76012, 141.82031 42.7603, 141.8202 42.76033, 141.8201 42.7601))";
    assertThat(SimpleRings.isSurelyValid((Polygon) new WKTReader().read(parcel))).isTrue();
  }
}
