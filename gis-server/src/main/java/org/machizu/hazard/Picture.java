package org.machizu.hazard;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.machizu.hazard.profile.Depth;

/**
 * How deep the water may stand, to be drawn beside a person and a house.
 *
 * @param fromM metres above the ground
 * @param toM metres; null when it is open above
 */
public record Picture(double fromM, @Nullable Double toM, Scene scene) {
  /** The deeper ones last. */
  static final Comparator<Picture> BY_DEPTH =
      Comparator.comparing(Picture::scene).thenComparing(Picture::mostM);

  static Picture of(Depth depth) {
    return new Picture(depth.fromM(), depth.toM(), Scene.of(depth));
  }

  /** Of one depth, as a grid's cell has it. */
  static Picture ofDepth(double metres) {
    return new Picture(metres, metres, Scene.ofDepth(metres));
  }

  /** The most that is told of. */
  double mostM() {
    return toM == null ? fromM : toM;
  }

  boolean isOpen() {
    return toM == null;
  }
}
