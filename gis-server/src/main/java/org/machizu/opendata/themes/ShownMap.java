package org.machizu.opendata.themes;

import java.util.List;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * A map as a page shows it.
 *
 * @param id as in its address
 * @param layers those that are open, the uppermost first
 * @param missing whether layers of the map are not open any more
 * @param isDraft whether only its keepers see it
 */
record ShownMap(
    String id, MapContent content, List<Seen> layers, boolean missing, boolean isDraft) {
  ShownMap {
    layers = List.copyOf(layers);
  }

  /**
   * A layer of it.
   *
   * @param on whether it is seen at the start
   */
  record Seen(VisibleLayer layer, boolean on) {}
}
