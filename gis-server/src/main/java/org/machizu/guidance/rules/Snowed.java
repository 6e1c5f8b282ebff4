package org.machizu.guidance.rules;

/** How a road stands against the present snowfall, from good to bad. */
public enum Snowed {
  CLEAR,
  PARTLY,
  SNOWED_OVER,
  CANNOT_TELL,
  NOT_YET
}
