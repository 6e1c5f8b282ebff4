package org.machizu.samples.drives;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * What a driver is told to do: legs of which each begins where the one before ends. Turning round
 * happens where a leg goes back on the one before: at a junction, a dead end, or between.
 *
 * @param before points off the road on the network's plane, driven before the first leg; may be
 *     empty
 * @param after points off the road driven after the last leg; may be empty
 */
public record Tour(List<Leg> legs, List<Coordinate> before, List<Coordinate> after) {
  private static final double TOUCHING_M = 1e-6;

  /**
   * @throws IllegalArgumentException when a leg does not begin where the one before ends
   */
  public Tour {
    legs = List.copyOf(legs);
    before = List.copyOf(before);
    after = List.copyOf(after);
    if (legs.isEmpty()) {
      throw new IllegalArgumentException("a tour has one leg or more");
    }
    for (int i = 1; i < legs.size(); i++) {
      if (!follows(legs.get(i - 1), legs.get(i))) {
        throw new IllegalArgumentException(
            "leg %d on %s does not begin where the one on %s ends"
                .formatted(i, legs.get(i).segment(), legs.get(i - 1).segment()));
      }
    }
  }

  /** On the road from beginning to end. */
  public static Tour of(List<Leg> legs) {
    return new Tour(legs, List.of(), List.of());
  }

  private static boolean follows(Leg one, Leg next) {
    boolean leaves = one.segment().lengthM() - one.toM() < TOUCHING_M;
    if (leaves && next.fromM() < TOUCHING_M) {
      return one.segment().toNode() == next.segment().fromNode();
    }
    return isReverse(one, next)
        && Math.abs(one.toM() + next.fromM() - one.segment().lengthM()) < TOUCHING_M;
  }

  /** Whether the second goes back over the road of the first. */
  @SuppressWarnings("ReferenceEquality") // parts of one feature may be equal, but are not one road
  static boolean isReverse(Leg one, Leg next) {
    return one.segment().road() == next.segment().road()
        && one.segment().forward() != next.segment().forward();
  }
}
