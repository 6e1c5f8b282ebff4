package org.machizu.sensors.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.machizu.sensors.alert.Gauges.at;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.quality.GateState.Point;

class TrendTest {

  private static List<Point> points(double... metres) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < metres.length; i++) {
      points.add(new Point(at(10L * i), metres[i]));
    }
    return points;
  }

  @Test
  void aStraightRiseHasItsSlope() {
    Trend trend = Trend.of(points(1.0, 1.1, 1.2, 1.3)).orElseThrow();
    assertThat(trend.metresPerHour()).isCloseTo(0.6, within(1e-9));
    assertThat(trend.reach(0.3).orElseThrow().about()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void oneWrongReadingDoesNotMoveIt() {
    Trend trend = Trend.of(points(1.0, 1.1, 1.2, 4.0, 1.4, 1.5, 1.6)).orElseThrow();
    assertThat(trend.metresPerHour()).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void fewReadingsTellNothing() {
    assertThat(Trend.of(points(1.0, 1.1, 1.2))).isEmpty();
    assertThat(Trend.of(List.of())).isEmpty();
    Point one = new Point(at(0), 1);
    assertThat(Trend.of(List.of(one, one, one, one))).isEmpty();
  }

  @Test
  void fallingOrTremblingWaterReachesNothing() {
    assertThat(Trend.of(points(1.3, 1.2, 1.1, 1.0)).orElseThrow().reach(1)).isEmpty();
    assertThat(Trend.of(points(1.0, 1.02, 0.99, 1.03, 1.0)).orElseThrow().reach(1)).isEmpty();
  }

  /** The bounds are meant to hold nine times in ten on each side, so eight in ten between them. */
  @Test
  void theBoundsHoldAsOftenAsTheySay() {
    Random random = new Random(17);
    int below = 0;
    int above = 0;
    int rounds = 2000;
    for (int i = 0; i < rounds; i++) {
      double[] metres = new double[10];
      for (int n = 0; n < metres.length; n++) {
        metres[n] = 1 + 0.05 * n + 0.03 * random.nextGaussian();
      }
      Trend trend = Trend.of(points(metres)).orElseThrow();
      below += trend.lowMetresPerHour() > 0.3 ? 1 : 0;
      above += trend.highMetresPerHour() < 0.3 ? 1 : 0;
    }
    assertThat(below / (double) rounds).isBetween(0.04, 0.12);
    assertThat(above / (double) rounds).isBetween(0.04, 0.12);
  }
}
