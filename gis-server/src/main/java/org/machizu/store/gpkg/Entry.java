package org.machizu.store.gpkg;

import org.machizu.access.LayerAccess;
import org.machizu.geo.feature.Layer;
import org.machizu.store.features.Epoch;

/** A layer's row in the catalogue, with its present tables. */
record Entry(Layer layer, LayerAccess access, String style, Epoch epoch) {
  String name() {
    return layer.id().name();
  }
}
