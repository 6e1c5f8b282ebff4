package org.machizu.maps.paper;

import java.util.Set;

/** What is drawn into a map besides the map. */
public enum Furniture {
  /** The scale in numbers and as a bar of round metres. */
  SCALE_BAR,
  /** An arrow to the north of the grid. */
  NORTH,
  /** Plane coordinates at two corners. */
  COORDINATES;

  /** What a map on paper is not without. */
  public static final Set<Furniture> USUAL = Set.of(SCALE_BAR, NORTH);
}
