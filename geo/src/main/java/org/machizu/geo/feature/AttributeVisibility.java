package org.machizu.geo.feature;

/** Who may see an attribute of a layer that they may read at all. */
public enum AttributeVisibility {
  /** Everybody who may read the layer. */
  OPEN,
  /** Staff only; absent for the public even when the layer is published. */
  STAFF,
  /** Shown masked; whole only for named roles. */
  MASKED,
  /** Only on a read with a stated purpose, which is logged. */
  ON_DEMAND
}
