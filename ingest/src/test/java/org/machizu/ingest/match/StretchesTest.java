package org.machizu.ingest.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.match.Stretches.Mark;

class StretchesTest {
  private static final long BEGIN = Instant.parse("2026-01-15T18:10:00Z").toEpochMilli();
  private static final double DEGREES_IN_METRE = 1 / 111_195.0;

  private static List<Integer> points(double[] seconds, double[] metresNorth) {
    long[] times = new long[seconds.length];
    double[] lats = new double[seconds.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = BEGIN + Math.round(1000 * seconds[i]);
      lats[i] = 43 + metresNorth[i] * DEGREES_IN_METRE;
    }
    return Stretches.restartPoints(times, new double[times.length], lats);
  }

  @Test
  void theFirstPositionBeginsAndSoDoesEachAfterAGap() {
    assertThat(points(new double[] {}, new double[] {})).isEmpty();
    assertThat(points(new double[] {0, 180, 360.001, 365}, new double[] {0, 100, 200, 300}))
        .containsExactly(0, 2);
  }

  @Test
  void theFirstPositionOfAnHourBegins() {
    // 18:59:50, 18:59:58, 19:00:00, 19:00:10
    double[] seconds = {2990, 2998, 3000, 3010};
    assertThat(points(seconds, new double[] {0, 50, 100, 150})).containsExactly(0, 2);
  }

  @Test
  void standingForFiveMinutesEndsAndMovingOnBegins() {
    Stretches stretches = new Stretches();
    assertThat(stretches.next(BEGIN, 141, 43)).isEqualTo(Mark.BEGIN);
    for (int s = 10; s <= 300; s += 10) {
      assertThat(stretches.next(BEGIN + 1000 * s, 141, 43 + (s % 30) * DEGREES_IN_METRE))
          .isEqualTo(Mark.CONTINUE);
    }
    assertThat(stretches.next(BEGIN + 301_000, 141, 43)).isEqualTo(Mark.STANDING);
    assertThat(stretches.next(BEGIN + 310_000, 141, 43 + 39 * DEGREES_IN_METRE))
        .isEqualTo(Mark.STANDING);
    assertThat(stretches.next(BEGIN + 320_000, 141, 43 + 41 * DEGREES_IN_METRE))
        .isEqualTo(Mark.BEGIN);
    assertThat(stretches.next(BEGIN + 330_000, 141, 43 + 60 * DEGREES_IN_METRE))
        .isEqualTo(Mark.CONTINUE);
  }
}
