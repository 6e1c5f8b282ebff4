package org.machizu.layers.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Borders against the library's own answers, which look at every point. */
class BorderTest {
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private final Random random = new Random(7);

  /** A star of many points with a hole in its middle; simple, but far from convex. */
  private Polygon star(double x, double y, double radius, int points) {
    Polygon hole = SHAPES.createPolygon(ring(x, y, radius / 5, radius / 4, 40));
    return SHAPES.createPolygon(
        SHAPES.createLinearRing(ring(x, y, radius / 3, radius, points)),
        new LinearRing[] {hole.getExteriorRing()});
  }

  private Coordinate[] ring(double x, double y, double inner, double outer, int points) {
    Coordinate[] ring = new Coordinate[points + 1];
    for (int i = 0; i < points; i++) {
      double r = inner + random.nextDouble() * (outer - inner);
      double angle = 2 * Math.PI * i / points;
      ring[i] = new Coordinate(x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    ring[points] = ring[0];
    return ring;
  }

  @Test
  void distancesAreThoseBetweenTheLines() {
    Polygon large = star(0, 0, 1000, 3000);
    Border border = Border.of(large);
    for (int i = 0; i < 300; i++) {
      Polygon lot =
          SHAPES.createPolygon(
              ring(2400 * random.nextDouble() - 1200, 2400 * random.nextDouble() - 1200, 5, 20, 6));
      double expected = large.getBoundary().distance(lot.getBoundary());
      assertThat(border.distanceM(Border.of(lot), 2000)).isCloseTo(expected, within(1e-9));
      assertThat(Border.of(lot).distanceM(border, 30))
          .satisfies(
              m -> assertThat(expected <= 30 ? Math.abs(m - expected) : 1 / m).isLessThan(1e-9));
    }
  }

  @Test
  void whatIsInsideIsToldAsTheLibraryTellsIt() {
    Polygon large = star(0, 0, 1000, 3000);
    Border border = Border.of(large);
    int inside = 0;
    for (int i = 0; i < 2000; i++) {
      Point place =
          SHAPES.createPoint(
              new Coordinate(2100 * random.nextDouble() - 1050, 2100 * random.nextDouble() - 1050));
      boolean expected = large.contains(place);
      inside += expected ? 1 : 0;
      assertThat(border.surrounds(place.getX(), place.getY())).isEqualTo(expected);
      double deep = large.getBoundary().distance(place);
      assertThat(border.isFarther(place.getX(), place.getY(), deep * 0.999)).isTrue();
      assertThat(border.isFarther(place.getX(), place.getY(), deep * 1.001)).isFalse();
    }
    assertThat(inside).isBetween(300, 1700);
  }

  /** Corners at the height of the place are where rays are counted twice or not at all. */
  @Test
  void aPlaceLevelWithCornersIsStillInsideOrOutside() {
    Border border =
        Border.of(
            SHAPES.createPolygon(
                new Coordinate[] {
                  new Coordinate(0, 0),
                  new Coordinate(2, 1),
                  new Coordinate(4, 0),
                  new Coordinate(4, 3),
                  new Coordinate(2, 1.5),
                  new Coordinate(0, 3),
                  new Coordinate(0, 0)
                }));
    assertThat(border.surrounds(1, 1)).isTrue();
    assertThat(border.surrounds(-1, 1)).isFalse();
    assertThat(border.surrounds(5, 1)).isFalse();
    assertThat(border.surrounds(-1, 0)).isFalse();
    assertThat(border.surrounds(-1, 3)).isFalse();
    assertThat(border.surrounds(1, 1.5)).isTrue();
  }
}
