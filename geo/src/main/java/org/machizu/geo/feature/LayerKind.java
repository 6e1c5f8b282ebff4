package org.machizu.geo.feature;

/** What a layer is made of. */
public enum LayerKind {
  /** Features with geometry and attributes. */
  FEATURES,
  /** A picture that lies on the map, as an orthophoto; it has no features. */
  IMAGE,
  /** A grid of numbers, as flood depths; it has a value at each place, but no features. */
  GRID;

  /** Whether it is made of pixels. */
  public boolean isRaster() {
    return this != FEATURES;
  }
}
