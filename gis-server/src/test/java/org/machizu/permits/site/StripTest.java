package org.machizu.permits.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.operation.distance.DistanceOp;
import org.machizu.layers.ground.Border;

/** Strips against the library's own answers, which look at every point. */
class StripTest {
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private final Random random = new Random(7);

  /**
   * With a lot that reaches no end of the line, the strip is every place no farther from it than
   * its half width; that is asked of the library at many places.
   */
  @Test
  void aStripIsEveryPlaceCloseToItsLine() {
    for (int round = 0; round < 60; round++) {
      LineString line = crooked(12);
      double half = 2 + 6 * random.nextDouble();
      Envelope all = line.getEnvelopeInternal();
      double[] box = {all.getMinX(), all.getMinY(), all.getMaxX(), all.getMaxY()};
      Strip strip = new Strip(Border.of(line), half, box);
      Coordinate from = near(line, 15);
      Coordinate to = near(line, 15);
      Strip.Beside beside = strip.beside(from.x, from.y, to.x, to.y);
      LineString side = SHAPES.createLineString(new Coordinate[] {from, to});
      if (endsAreCloser(line, side, half)) {
        continue;
      }
      int steps = 4000;
      int close = 0;
      double moment = 0;
      for (int i = 0; i < steps; i++) {
        double t = (i + 0.5) / steps;
        Geometry place =
            SHAPES.createPoint(
                new Coordinate(from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)));
        if (line.isWithinDistance(place, half)) {
          close++;
          moment += t;
        }
      }
      assertThat(beside.lengthM() / side.getLength())
          .isCloseTo(close / (double) steps, within(0.003));
      if (close > 0) {
        assertThat(beside.middle()).isCloseTo(moment / close, within(0.01));
      }
    }
  }

  private LineString crooked(int points) {
    Coordinate[] at = new Coordinate[points];
    for (int i = 0; i < points; i++) {
      at[i] = new Coordinate(20 * i, 30 * random.nextDouble());
    }
    return SHAPES.createLineString(at);
  }

  private Coordinate near(LineString line, double about) {
    Coordinate at = line.getCoordinateN(3 + random.nextInt(line.getNumPoints() - 6));
    return new Coordinate(
        at.x + about * (2 * random.nextDouble() - 1), at.y + about * (2 * random.nextDouble() - 1));
  }

  private static boolean endsAreCloser(LineString line, LineString side, double half) {
    return DistanceOp.isWithinDistance(line.getStartPoint(), side, half)
        || DistanceOp.isWithinDistance(line.getEndPoint(), side, half);
  }

  @Test
  void aStripEndsWhereItsLineEnds() {
    Border line =
        Border.of(
            SHAPES.createLineString(
                new Coordinate[] {new Coordinate(0, 0), new Coordinate(10, 0)}));
    Strip strip = new Strip(line, 3, new double[] {-20, -20, 20, 20});
    assertThat(strip.beside(-20, 1, 20, 1).lengthM()).isCloseTo(10, within(1e-9));
    assertThat(strip.beside(5, -20, 5, 20).lengthM()).isCloseTo(6, within(1e-9));
    assertThat(strip.beside(10.001, -20, 10.001, 20).lengthM()).isZero();
    assertThat(strip.beside(-20, 3.001, 20, 3.001).lengthM()).isZero();
  }
}
