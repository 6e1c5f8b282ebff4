package org.machizu.snow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.network.Road.Travel;
import org.machizu.tracks.RoadPass;
import org.machizu.tracks.RoadPass.Doing;
import org.machizu.tracks.WorkKind;

/** Words for the tests of clearance: passes over a road of 200 m, and the night they are in. */
public final class Passes {
  /** When it begins to snow. */
  public static final Instant BEGIN = Instant.parse("2026-01-15T12:00:00Z");

  public static final double LENGTH_M = 200;

  private Passes() {}

  /** Hours after the beginning. */
  public static Instant hour(double hours) {
    return BEGIN.plus(Duration.ofSeconds(Math.round(hours * 3600)));
  }

  static SnowRoad road(Travel travel, @Nullable Double widthM) {
    return new SnowRoad(1, "R0001", travel, widthM, List.of(LENGTH_M), null);
  }

  static SnowEvent event(@Nullable Instant end, SnowReading... readings) {
    return new SnowEvent(1, "1月15日", BEGIN, end, List.of(readings), 1);
  }

  static SnowReading reading(double hours, double cm) {
    return new SnowReading(hour(hours), cm, "役場");
  }

  /** A plow at work on new snow over the whole of road 1, that left it at this hour. */
  public static Pass pass(double leftAtHour) {
    return new Pass("plow-1", 1, 0, true, 0, LENGTH_M, leftAtHour, 0.99, true, working(3.0));
  }

  static RoadPass.Work working(@Nullable Double widthM) {
    return new RoadPass.Work(Doing.WORKING, WorkKind.NEW_SNOW, false, widthM);
  }

  /** A pass in the making. */
  public record Pass(
      String device,
      long road,
      int part,
      boolean forward,
      double fromM,
      double toM,
      double leftAtHour,
      double confidence,
      boolean certain,
      RoadPass.Work work) {

    public Pass by(String other) {
      return new Pass(
          other, road, part, forward, fromM, toM, leftAtHour, confidence, certain, work);
    }

    public Pass on(long other) {
      return new Pass(
          device, other, part, forward, fromM, toM, leftAtHour, confidence, certain, work);
    }

    public Pass back() {
      return new Pass(
          device, road, part, !forward, fromM, toM, leftAtHour, confidence, certain, work);
    }

    public Pass over(double from, double to) {
      return new Pass(device, road, part, forward, from, to, leftAtHour, confidence, certain, work);
    }

    public Pass withConfidence(double other) {
      return new Pass(device, road, part, forward, fromM, toM, leftAtHour, other, certain, work);
    }

    public Pass uncertain() {
      return new Pass(device, road, part, forward, fromM, toM, leftAtHour, 0.5, false, work);
    }

    public Pass doing(Doing doing, @Nullable WorkKind kind, boolean inferred) {
      return new Pass(
          device,
          road,
          part,
          forward,
          fromM,
          toM,
          leftAtHour,
          confidence,
          certain,
          new RoadPass.Work(doing, kind, inferred, null));
    }

    public RoadPass made() {
      Instant left = hour(leftAtHour);
      return new RoadPass(
          device,
          left.minusSeconds(600),
          (int) road,
          road,
          part,
          forward,
          fromM,
          toM,
          LENGTH_M,
          left.minusSeconds(30),
          left,
          confidence,
          certain,
          work,
          new RoadPass.Evidence(12, 2.5, 5, certain ? null : Long.valueOf(99)));
    }
  }
}
