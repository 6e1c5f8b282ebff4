package org.machizu.hazard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.machizu.hazard.profile.Depth;

/**
 * How deep water stands against an adult and a house, the shallowest first. The floors are those of
 * 水害ハザードマップ作成の手引き (国土交通省): up to 0.5 m, 3 m, 5 m and 10 m; below a metre it is told by an adult's
 * legs.
 */
public enum Scene {
  /** No depth is known. */
  NONE(0),
  ANKLE(0.3),
  KNEE(0.5),
  WAIST(1),
  GROUND_FLOOR(3),
  UPPER_FLOOR(5),
  ROOF(10),
  ABOVE_ROOF(Double.POSITIVE_INFINITY);

  /** Water below this many metres looks so. */
  private final double belowM;

  Scene(double belowM) {
    this.belowM = belowM;
  }

  /** As the interface names it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of water that stands so deep; none where it does not stand at all. */
  static Scene ofDepth(double metres) {
    Scene scene = NONE;
    if (metres > 0) {
      for (Scene next : values()) {
        scene = next;
        if (metres < next.belowM) {
          break;
        }
      }
    }
    return scene;
  }

  /** Of the deepest water of a class. One that is open above is told by what is sure of it. */
  static Scene of(Depth depth) {
    @Nullable Double to = depth.toM();
    // "0.5 m以上3.0 m未満" ends below 3 m.
    return to == null || to == depth.fromM() ? ofDepth(depth.fromM()) : ofDepth(Math.nextDown(to));
  }
}
