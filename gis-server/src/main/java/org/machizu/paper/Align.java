package org.machizu.paper;

/** Where a line stands in its room. */
public enum Align {
  LEFT,
  CENTRE,
  RIGHT,
  /** Every line but a paragraph's last is stretched a little to reach both edges. */
  JUSTIFY
}
