package org.machizu.access;

/**
 * What the rule needs to know of a layer.
 *
 * @param published whether a reviewed publish step has opened it to the public
 * @param rule who else may do what with it
 */
public record LayerAccess(Sensitivity sensitivity, boolean published, LayerRule rule) {
  /** A new layer of the planners: theirs alone. */
  public static final LayerAccess STAFF_ONLY =
      new LayerAccess(Sensitivity.ORDINARY, false, LayerRule.PLANNERS);

  public LayerAccess {
    if (sensitivity == Sensitivity.PERSONAL && published) {
      throw new IllegalArgumentException("a personal layer cannot be published");
    }
  }
}
