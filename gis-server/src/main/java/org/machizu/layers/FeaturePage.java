package org.machizu.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;

/**
 * One page of an answer.
 *
 * @param next token for the page after; null when this is the last
 * @param revision the layer's revision that the page was read at
 */
public record FeaturePage(List<Feature> features, @Nullable String next, Revision revision) {
  public FeaturePage {
    features = List.copyOf(features);
  }
}
