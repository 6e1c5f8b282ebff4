package org.machizu.snow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.snow.SnowRoad.SegmentOfRoad;
import org.machizu.tracks.RoadPass;

/**
 * What vehicles at work have done to one direction of a line: the line cut into pieces by who
 * passed over it last.
 *
 * @param pieces the latest first; a place lies in one of them at most
 * @param passes of vehicles at work that are certain
 * @param perhaps the same by passes that are not certain, or of vehicles that may not have worked
 * @param widthM how wide blades have gone over it in all, on average over its length; null when no
 *     vehicle has said how wide its blade is
 */
record Cover(
    SegmentOfRoad segment,
    List<Piece> pieces,
    List<Piece> perhaps,
    int passes,
    @Nullable Double widthM) {

  /** The order in which passes lie over each other; the last lies on top. */
  static final Comparator<RoadPass> ORDER =
      Comparator.comparing(RoadPass::left)
          .thenComparing(RoadPass::device)
          .thenComparing(RoadPass::stretch)
          .thenComparingInt(RoadPass::number);

  /** A place that was passed last by this pass. */
  record Piece(double lengthM, Instant left, String device, double confidence, boolean inferred) {}

  /** A stretch of the line in the segment's own direction, m. */
  private record Interval(double fromM, double toM) {
    double lengthM() {
      return toM - fromM;
    }
  }

  /**
   * @param passes over the segment's line that may count, in {@link #ORDER}, either way when the
   *     road has one lane
   */
  static Cover of(SegmentOfRoad segment, List<RoadPass> passes) {
    List<Interval> covered = new ArrayList<>();
    List<Interval> coveredPerhaps = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    List<Piece> perhaps = new ArrayList<>();
    int count = 0;
    double sweptM2 = 0;
    boolean knowsWidth = false;
    for (RoadPass pass : passes.reversed()) {
      Interval over = interval(pass, segment);
      if (!isSure(pass)) {
        addPiece(pass, add(coveredPerhaps, over), perhaps);
        continue;
      }
      count++;
      if (pass.work().widthM() != null) {
        knowsWidth = true;
        sweptM2 += pass.work().widthM() * over.lengthM();
      }
      addPiece(pass, add(covered, over), pieces);
    }
    return new Cover(
        segment,
        List.copyOf(pieces),
        List.copyOf(perhaps),
        count,
        knowsWidth && segment.lengthM() > 0 ? Double.valueOf(sweptM2 / segment.lengthM()) : null);
  }

  private static void addPiece(RoadPass pass, double lengthM, List<Piece> to) {
    if (lengthM > 0) {
      to.add(
          new Piece(
              lengthM, pass.left(), pass.device(), pass.confidence(), pass.work().inferred()));
    }
  }

  /** Where it was this road, and the vehicle was at work. */
  private static boolean isSure(RoadPass pass) {
    return pass.certain()
        && (pass.work().doing() == RoadPass.Doing.WORKING || pass.work().inferred());
  }

  /** Lines are edited; what was passed keeps its share of them. */
  private static Interval interval(RoadPass pass, SegmentOfRoad segment) {
    double scale = pass.lengthM() > 0 ? segment.lengthM() / pass.lengthM() : 0;
    double from = Math.clamp(pass.fromM() * scale, 0, segment.lengthM());
    double to = Math.clamp(pass.toM() * scale, from, segment.lengthM());
    return pass.forward() == segment.forward()
        ? new Interval(from, to)
        : new Interval(segment.lengthM() - to, segment.lengthM() - from);
  }

  /**
   * Joins an interval to others.
   *
   * @param covered apart from each other, in order
   * @return how much of it they did not hold yet
   */
  private static double add(List<Interval> covered, Interval over) {
    double before = covered.stream().mapToDouble(Interval::lengthM).sum();
    double from = over.fromM();
    double to = over.toM();
    List<Interval> joined = new ArrayList<>();
    for (Interval one : covered) {
      if (one.toM() < from || one.fromM() > to) {
        joined.add(one);
      } else {
        from = Math.min(from, one.fromM());
        to = Math.max(to, one.toM());
      }
    }
    joined.add(new Interval(from, to));
    joined.sort(Comparator.comparingDouble(Interval::fromM));
    covered.clear();
    covered.addAll(joined);
    return covered.stream().mapToDouble(Interval::lengthM).sum() - before;
  }
}
