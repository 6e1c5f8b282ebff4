package org.machizu.access;

/** How delicate a layer's content is. */
public enum Sensitivity {
  /** Staff layers; may be published. */
  ORDINARY,
  /** About persons; lies apart, is never published, and no View reads it yet. */
  PERSONAL
}
