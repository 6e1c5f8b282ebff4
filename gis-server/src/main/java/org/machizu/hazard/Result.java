package org.machizu.hazard;

import java.util.Locale;

/** How a place lies to the zones of a map; the worst first. */
public enum Result {
  /** It lies in one. */
  IN,
  /** It lies in none, but one begins closer than the map is exact. */
  NEAR,
  /** Nobody can say: there is no map, or it does not reach there. */
  UNKNOWN,
  /** It lies in none. */
  OUT;

  /** As the interface names it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
