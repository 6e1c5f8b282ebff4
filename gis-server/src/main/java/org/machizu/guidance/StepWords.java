package org.machizu.guidance;

import java.util.List;
import org.machizu.geo.feature.Words;
import org.machizu.guidance.Guidance.Turn;

/** Steps of a way in words. */
final class StepWords {
  private static final List<Words> WINDS =
      List.of(
          new Words("北", "北", "north"),
          new Words("北東", "北東", "north-east"),
          new Words("東", "東", "east"),
          new Words("南東", "南東", "south-east"),
          new Words("南", "南", "south"),
          new Words("南西", "南西", "south-west"),
          new Words("西", "西", "west"),
          new Words("北西", "北西", "north-west"));

  private static final int WIND_DEG = 45;

  private StepWords() {}

  /**
   * @param headingDeg from grid north
   * @param road its name; empty when it has none
   */
  static Words go(Turn turn, double headingDeg, double lengthM, String road) {
    Words wind = WINDS.get((int) Math.round(headingDeg / WIND_DEG) % WINDS.size());
    String length = "%,d m".formatted(rounded(lengthM));
    String lengthEasy = "%dメートル".formatted(rounded(lengthM));
    String along = road.isEmpty() ? "" : road + "を";
    String alongEn = road.isEmpty() ? "" : " along " + road;
    return switch (turn) {
      case START ->
          new Words(
              "%s%sへ %s 進みます".formatted(along, wind.ja(), length),
              "%s%sへ %s 行きます".formatted(along, wind.easy(), lengthEasy),
              "Go %s%s for %s".formatted(wind.en(), alongEn, length));
      case STRAIGHT ->
          new Words(
              "まっすぐ%s %s 進みます".formatted(along, length),
              "まっすぐ %s %s 行きます".formatted(along, lengthEasy),
              "Continue straight%s for %s".formatted(alongEn, length));
      default ->
          new Words(
              "%s、%s%sへ %s 進みます".formatted(way(turn).ja(), along, wind.ja(), length),
              "%s、%s %s 行きます".formatted(way(turn).easy(), along, lengthEasy),
              "%s and go %s%s for %s".formatted(way(turn).en(), wind.en(), alongEn, length));
    };
  }

  private static Words way(Turn turn) {
    return switch (turn) {
      case LEFT -> new Words("左に曲がり", "左に まがって", "Turn left");
      case RIGHT -> new Words("右に曲がり", "右に まがって", "Turn right");
      case SLIGHT_LEFT -> new Words("ななめ左に入り", "ななめ 左に 入って", "Bear left");
      case SLIGHT_RIGHT -> new Words("ななめ右に入り", "ななめ 右に 入って", "Bear right");
      case BACK -> new Words("引き返し", "もどって", "Turn back");
      case START, STRAIGHT, ARRIVE -> Words.same("→");
    };
  }

  static Words arrive(String refuge) {
    return new Words(refuge + "に着きます", refuge + "に つきます", "You arrive at " + refuge);
  }

  /** As exactly as people count steps. */
  private static long rounded(double lengthM) {
    long to = lengthM < 95 ? 5 : lengthM < 1_000 ? 10 : 50;
    return Math.max(to, Math.round(lengthM / to) * to);
  }
}
