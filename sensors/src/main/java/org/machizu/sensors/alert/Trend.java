package org.machizu.sensors.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.machizu.sensors.quality.GateState.Point;

/**
 * How fast the water rises or falls: the median of the slopes between all pairs of readings
 * (Theil–Sen), which one wrong reading in four does not move.
 *
 * @param metresPerHour negative: it falls
 * @param lowMetresPerHour the slope is above it with a certainty of nine in ten
 * @param highMetresPerHour and below this with the same
 */
public record Trend(double metresPerHour, double lowMetresPerHour, double highMetresPerHour) {

  /** Fewer readings tell nothing. */
  static final int FEWEST = 4;

  private static final double SECONDS_AN_HOUR = 3600;

  /** The quantile of the normal distribution that leaves a tenth above it. */
  private static final double NINE_IN_TEN = 1.2816;

  /**
   * The trend of a few readings (at most some dozens), in order of time.
   *
   * @return empty for fewer than four, or when all are of one moment
   */
  public static Optional<Trend> of(List<Point> points) {
    int n = points.size();
    if (n < FEWEST) {
      return Optional.empty();
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double hours =
            Duration.between(points.get(i).time(), points.get(j).time()).toMillis()
                / (1000 * SECONDS_AN_HOUR);
        if (hours > 0) {
          slopes[count++] = (points.get(j).metres() - points.get(i).metres()) / hours;
        }
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    double[] sorted = Arrays.copyOf(slopes, count);
    Arrays.sort(sorted);
    // Sen (1968): the interval of the slope by the variance of Kendall's S.
    double spread = NINE_IN_TEN * Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
    int low = (int) Math.floor((count - spread) / 2);
    int high = (int) Math.ceil((count + spread) / 2);
    return Optional.of(
        new Trend(
            middle(sorted),
            sorted[Math.clamp(low, 0, count - 1)],
            sorted[Math.clamp(high, 0, count - 1)]));
  }

  /** The trend at the last of a gauge's remembered readings, of those not much older than it. */
  public static Optional<Trend> ofRecent(List<Point> recent) {
    return of(Forecasts.window(recent));
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /**
   * When a height will be reached if it goes on so.
   *
   * @param metres how far it is from there; above zero
   * @return empty when the water does not surely rise
   */
  public Optional<Reach> reach(double metres) {
    if (lowMetresPerHour <= 0 || metresPerHour <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Reach(
            time(metres, metresPerHour),
            time(metres, highMetresPerHour),
            time(metres, lowMetresPerHour)));
  }

  private static Duration time(double metres, double metresPerHour) {
    return Duration.ofSeconds(Math.round(metres / metresPerHour * SECONDS_AN_HOUR));
  }

  /**
   * How long until a height is reached.
   *
   * @param about the likeliest
   * @param soonest nine in ten that it takes longer
   * @param latest nine in ten that it is sooner
   */
  public record Reach(Duration about, Duration soonest, Duration latest) {}
}
