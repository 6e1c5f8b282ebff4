package org.machizu.guidance;

import java.util.Collection;
import java.util.Map;
import org.machizu.guidance.rules.Snowed;

/** How roads stand against the present snowfall; whoever sees a road sees its state. */
@FunctionalInterface
public interface SnowNow {
  /**
   * The roads that are not clear; none while there is no snowfall.
   *
   * @param roads by their feature numbers
   */
  Map<Long, Snowed> of(Collection<Long> roads);
}
