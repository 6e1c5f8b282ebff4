package org.machizu.access;

import org.machizu.geo.feature.LayerId;

/** Leave that a test needs to arrange a town. */
public final class AccessForTest {
  private AccessForTest() {}

  public static EditRight editRight(LayerId layer) {
    return new EditRight(layer, Actor.OPERATOR);
  }
}
