package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

class ShapefilePolygonTest {
  private final ShapefileFormat format = new ShapefileFormat(prj -> Optional.empty(), crs -> "");
  @TempDir private Path folder;

  private static double[] square(double x, double y, double side, boolean withTheClock) {
    double[] ring = {x, y, x, y + side, x + side, y + side, x + side, y, x, y};
    return withTheClock ? ring : reversed(ring);
  }

  private static double[] reversed(double[] ring) {
    double[] reversed = new double[ring.length];
    for (int i = 0; i < ring.length; i += 2) {
      reversed[i] = ring[ring.length - 2 - i];
      reversed[i + 1] = ring[ring.length - 1 - i];
    }
    return reversed;
  }

  private Reading read(double[]... rings) throws Exception {
    return Reading.of(format, new RawShapefile(5).parts(rings).write(folder, "p"));
  }

  private static void assertSame(Reading read, String wkt) {
    assertThat(read.rows()).hasSize(1);
    Geometry geometry = read.rows().getFirst().geometry();
    assertThat(geometry.isValid()).isTrue();
    assertThat(geometry.norm().toText()).isEqualTo(Reading.geometry(wkt).norm().toText());
  }

  private static final String TWO_WITH_HOLES =
      "MULTIPOLYGON (((0 0, 0 10, 10 10, 10 0, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1)),"
          + " ((20 0, 20 10, 30 10, 30 0, 20 0), (21 1, 23 1, 23 3, 21 3, 21 1)))";

  @Test
  void aHoleIsPutIntoItsOwnShell() throws Exception {
    Reading read =
        read(
            square(0, 0, 10, true),
            square(20, 0, 10, true),
            square(21, 1, 2, false),
            square(1, 1, 2, false));
    assertSame(read, TWO_WITH_HOLES);
    assertThat(read.codes()).containsExactly("dbf-missing");
  }

  @Test
  void holesMayComeBeforeTheirShells() throws Exception {
    assertSame(
        read(
            square(21, 1, 2, false),
            square(1, 1, 2, false),
            square(20, 0, 10, true),
            square(0, 0, 10, true)),
        TWO_WITH_HOLES);
  }

  @Test
  void ringsThatTurnTheWrongWayAreToleratedAndToldOnce() throws Exception {
    Path shp =
        new RawShapefile(5)
            .parts(square(0, 0, 10, false), square(1, 1, 2, true))
            .parts(square(0, 0, 10, true), square(1, 1, 2, true))
            .write(folder, "p");
    Reading read = Reading.of(format, shp);
    for (Row row : read.rows()) {
      assertThat(row.geometry()).isInstanceOf(Polygon.class);
      assertThat(row.geometry().getArea()).isEqualTo(96);
    }
    assertThat(read.codes()).containsExactly("dbf-missing", "ring-orientation");
  }

  @Test
  void anIslandInALakeIsAShellAgain() throws Exception {
    assertSame(
        read(square(0, 0, 10, true), square(2, 2, 6, false), square(4, 4, 2, true)),
        "MULTIPOLYGON (((0 0, 0 10, 10 10, 10 0, 0 0), (2 2, 8 2, 8 8, 2 8, 2 2)),"
            + " ((4 4, 4 6, 6 6, 6 4, 4 4)))");
  }

  @Test
  void aHoleOutsideOfEveryShellBecomesAShellAndIsTold() throws Exception {
    Reading read = read(square(0, 0, 10, true), square(20, 20, 2, false));
    assertThat(read.rows().getFirst().geometry().getArea()).isEqualTo(104);
    assertThat(read.codes()).contains("ring-orientation");
  }

  @Test
  void aHoleThatTouchesItsShellIsFoundByAPointThatDoesNot() throws Exception {
    double[] touching = {0, 5, 2, 4, 2, 6, 0, 5}; // its first point lies on the shell's side
    Reading read = read(square(0, 0, 10, true), touching);
    assertThat(((Polygon) read.rows().getFirst().geometry()).getNumInteriorRing()).isEqualTo(1);
  }

  @Test
  void shellsThatOverlapStayTwo() throws Exception {
    double[] triangle = {0, 0, 0, 10, 10, 10, 0, 0}; // its box covers the square, it does not
    Reading read = read(triangle, square(2, 3, 4, true));
    assertThat(read.rows().getFirst().geometry().getNumGeometries()).isEqualTo(2);
  }

  @Test
  void thousandsOfHolesAreAssignedAtOnce() throws Exception {
    List<double[]> rings = new ArrayList<>();
    for (int shell = 0; shell < 20; shell++) {
      for (int i = 0; i < 500; i++) {
        rings.add(square(shell * 1_000 + 1 + i % 25 * 4, 1 + i / 25 * 4, 2, false));
      }
    }
    for (int shell = 0; shell < 20; shell++) {
      rings.add(square(shell * 1_000, 0, 200, true));
    }
    Geometry geometry = read(rings.toArray(double[][]::new)).rows().getFirst().geometry();
    assertThat(geometry.getNumGeometries()).isEqualTo(20);
    for (int i = 0; i < 20; i++) {
      assertThat(((Polygon) geometry.getGeometryN(i)).getNumInteriorRing()).isEqualTo(500);
    }
  }

  @Test
  void ringsAreClosedAndEmptyOnesLeftOut() throws Exception {
    double[] open = {0, 0, 0, 9, 9, 9};
    Reading closed = read(open);
    assertSame(closed, "POLYGON ((0 0, 0 9, 9 9, 0 0))");
    assertThat(closed.codes()).contains("ring-not-closed");
    double[] flat = {1, 1, 2, 2, 1, 1, 1, 1};
    Reading without = read(square(0, 0, 10, true), flat);
    assertThat(without.rows().getFirst().geometry().getArea()).isEqualTo(100);
    assertThat(without.codes()).contains("ring-degenerate");
  }

  @Test
  void aPolygonWithoutAreaIsRejectedAndTheRestTaken() throws Exception {
    Path shp =
        new RawShapefile(5)
            .parts(new double[] {1, 1, 2, 2, 1, 1})
            .parts(square(0, 0, 1, true))
            .write(folder, "p");
    Reading read = Reading.of(format, shp);
    assertThat(read.rows()).hasSize(1);
    assertThat(read.rows().getFirst().number()).isEqualTo(2);
    Problem problem = read.problems().get(1);
    assertThat(problem.code()).isEqualTo("polygon-degenerate");
    assertThat(problem.severity()).isEqualTo(Problem.Severity.REJECTED);
    assertThat(problem.row()).isEqualTo(1);
  }
}
