package org.machizu.geo.feature;

import org.jspecify.annotations.Nullable;

/**
 * What a layer is, apart from its content and from who may read it; an OGC API collection.
 *
 * @param group the heading in the layer tree, as a short key ("roads", "disaster")
 * @param zoomRange the zoom levels at which it has tiles
 * @param validTime the attributes with the features' own time; null when the layer has none
 */
public record Layer(
    LayerId id,
    LocalizedText title,
    String group,
    Schema schema,
    ZoomRange zoomRange,
    Provenance provenance,
    @Nullable ValidTime validTime) {

  /** The same layer with another schema. */
  public Layer withSchema(Schema other) {
    return new Layer(id, title, group, other, zoomRange, provenance, validTime);
  }
}
