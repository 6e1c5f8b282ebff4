package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;

class SharedEdgesTest {
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private static Polygon polygon(double... xy) {
    List<Coordinate> ring = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      ring.add(new Coordinate(xy[i], xy[i + 1]));
    }
    ring.add(ring.getFirst().copy());
    return FACTORY.createPolygon(ring.toArray(Coordinate[]::new));
  }

  /** Triangles of a grid with gaps, each turning as it happens to. */
  private static List<Polygon> mosaic(Random random, int cells, double gaps) {
    List<Polygon> triangles = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      for (int k = 0; k < cells; k++) {
        double x = 138.88 + i * 0.0000625;
        double y = 35.1 + k * 0.0000416;
        double x2 = 138.88 + (i + 1) * 0.0000625;
        double y2 = 35.1 + (k + 1) * 0.0000416;
        for (double[] each : new double[][] {{x, y, x2, y, x2, y2}, {x, y, x, y2, x2, y2}}) {
          if (random.nextDouble() >= gaps) {
            triangles.add(polygon(each));
          }
        }
      }
    }
    return triangles;
  }

  @Test
  void anyMosaicIsWhatTheLibraryMakesOfItWithoutOnePositionMoved() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Polygon> triangles = mosaic(random, 1 + random.nextInt(9), random.nextDouble(0.8));
      if (triangles.isEmpty()) {
        continue;
      }
      Geometry joined = SharedEdges.join(triangles).orElseThrow();
      assertThat(joined.isValid()).as("seed " + seed).isTrue();
      assertThat(joined.equalsTopo(UnaryUnionOp.union(triangles))).as("seed " + seed).isTrue();
      assertThat(joined.getArea())
          .isCloseTo(triangles.stream().mapToDouble(Geometry::getArea).sum(), within(1e-18));
      List<Coordinate> given =
          triangles.stream().flatMap(each -> Arrays.stream(each.getCoordinates())).toList();
      assertThat(given).containsAll(List.of(joined.getCoordinates()));
    }
  }

  @Test
  void gapsThatTouchAtACornerAreHolesOfTheirOwn() {
    List<Polygon> squares = new ArrayList<>();
    for (int x = 0; x < 4; x++) {
      for (int y = 0; y < 4; y++) {
        if (!(x == 1 && y == 1 || x == 2 && y == 2)) {
          squares.add(polygon(x, y, x + 1, y, x + 1, y + 1, x, y + 1));
        }
      }
    }
    Polygon joined = (Polygon) SharedEdges.join(squares).orElseThrow();
    assertThat(joined.getNumInteriorRing()).isEqualTo(2);
    assertThat(joined.isValid()).isTrue();
  }

  @Test
  void partsThatTouchAtACornerAloneStayTwo() {
    Geometry joined =
        SharedEdges.join(List.of(polygon(0, 0, 1, 0, 1, 1), polygon(1, 1, 2, 1, 2, 2)))
            .orElseThrow();
    assertThat(joined.getNumGeometries()).isEqualTo(2);
  }

  @Test
  void polygonsThatOverlapAreNoMosaic() {
    Polygon square = polygon(0, 0, 2, 0, 2, 2, 0, 2);
    assertThat(SharedEdges.join(List.of(square, polygon(1, 1, 3, 1, 3, 3, 1, 3)))).isEmpty();
    assertThat(SharedEdges.join(List.of(square, square))).isEmpty();
    assertThat(SharedEdges.join(List.of(square, polygon(0, 0, 2, 0, 1, 1)))).isEmpty();
  }

  @Test
  void edgesWithCornersAtOtherPlacesAreNotJoined() {
    Polygon south = polygon(0, 0, 2, 0, 2, 1, 0, 1);
    Polygon northWest = polygon(0, 1, 1, 1, 1, 2, 0, 2);
    assertThat(SharedEdges.join(List.of(south, northWest))).isEmpty();
  }
}
