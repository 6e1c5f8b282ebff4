package org.machizu.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;

/**
 * A layer's content or catalogue entry has changed, whoever did it. Comes from the change log after
 * the commit, in the order of revisions within a layer.
 *
 * @param revision the layer's revision after the change
 * @param features the changed features; empty when only the catalogue entry changed, or when {@code
 *     everything} is true
 * @param everything the content was replaced, or so much changed that the features are not listed
 */
public record LayerChanged(
    LayerId layer, Revision revision, List<FeatureChange> features, boolean everything) {
  public LayerChanged {
    features = List.copyOf(features);
  }

  /**
   * @param before the old geometry's box; null when there was none
   * @param after the new geometry's box; null when there is none
   */
  public record FeatureChange(long id, @Nullable Envelope before, @Nullable Envelope after) {}
}
