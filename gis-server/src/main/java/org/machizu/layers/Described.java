package org.machizu.layers;

import java.util.Optional;
import org.machizu.geo.feature.Layer;

/**
 * What a layer's entry becomes.
 *
 * @param style as in {@link CataloguedLayer}
 * @param opening what is opened to the public by it and why, for the log, where it is a publish
 *     step; empty when nothing is opened
 */
public record Described(Layer layer, String style, Optional<String> opening) {
  /** A change that opens nothing to the public. */
  public static Described of(Layer layer, String style) {
    return new Described(layer, style, Optional.empty());
  }
}
