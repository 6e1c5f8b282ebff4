package org.machizu.hazard.warning;

import java.util.Map;
import java.util.Optional;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;

/**
 * One level of a scheme.
 *
 * @param level 1 to 5, 5 the worst
 * @param warning what warnings of this level are called together
 * @param kinds what they are called for each kind of hazard, as far as the scheme has one
 * @param meaning the state of things; tells nobody what to do
 * @param evacuation what the mayor issues at this level (災害対策基本法 第56条, 第60条); empty where nothing
 *     is
 */
public record WarningLevel(
    int level, Words warning, Map<Hazard, Words> kinds, Words meaning, Optional<Words> evacuation) {
  /** The worst. */
  public static final int WORST = 5;

  public WarningLevel {
    if (level < 1 || level > WORST) {
      throw new IllegalArgumentException("levels are 1 to %d, not %d".formatted(WORST, level));
    }
  }
}
