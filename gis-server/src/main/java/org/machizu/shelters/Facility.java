package org.machizu.shelters;

/** What a shelter has. */
public enum Facility implements Coded {
  TOILET,
  WATER,
  /** Electricity when the town's has failed. */
  POWER,
  HEATING,
  WIFI,
  KITCHEN,
  /** Stock of food, blankets and the like. */
  STOCK,
  MEDICAL,
  PARKING
}
