package org.machizu.samples.parcels;

/** What stands or grows on a lot. */
public enum Use {
  HOUSE,
  SHOP,
  WORKS,
  FARMSTEAD,
  VACANT,
  SITE,
  FIELD,
  FOREST,
  DIKE,
  RAILWAY,
  POND
}
