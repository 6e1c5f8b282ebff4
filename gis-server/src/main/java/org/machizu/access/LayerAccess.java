package org.machizu.access;

/**
 * What the rule needs to know of a layer.
 *
 * @param published whether a reviewed publish step has opened it to the public
 */
public record LayerAccess(Sensitivity sensitivity, boolean published) {
  /** A new layer: its department's alone. */
  public static final LayerAccess STAFF_ONLY = new LayerAccess(Sensitivity.ORDINARY, false);

  public LayerAccess {
    if (sensitivity == Sensitivity.PERSONAL && published) {
      throw new IllegalArgumentException("a personal layer cannot be published");
    }
  }
}
