package org.machizu.guidance;

import org.machizu.access.Actor;
import org.machizu.layers.VisibleLayers;

/** What is known of layers without reading them. */
final class TownLayers {
  private TownLayers() {}

  /** Differs when the layer's content may, or what the actor sees of it. */
  static String state(VisibleLayers layers, Actor actor, String layer) {
    return layers
        .find(actor, layer)
        .map(seen ->
            "%s:%s:%d"
                .formatted(layer, seen.view().entitlement(), seen.entry().revision().number()))
        .orElse(layer + ":-");
  }
}
