package org.machizu.samples.parcels;

/** What the ground between roads is. */
public enum Ground {
  RIVER,
  DIKE,
  RAILWAY,
  POND,
  HILL,
  CENTRE,
  HAMLET,
  FIELD
}
