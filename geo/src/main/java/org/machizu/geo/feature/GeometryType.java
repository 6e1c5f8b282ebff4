package org.machizu.geo.feature;

/** What kind of geometry a layer holds. Layers keep the multi form of the standards inside. */
public enum GeometryType {
  POINT,
  LINE,
  POLYGON,
  /** Different kinds in one layer. */
  MIXED,
  /** A table without geometry. */
  NONE
}
