package org.machizu.geo.feature;

import org.jspecify.annotations.Nullable;

/**
 * What a layer is, apart from its content and from who may read it; an OGC API collection.
 *
 * @param kind features or pixels; stays as long as the layer. A layer of pixels has an empty schema
 * @param group the heading in the layer tree, as a short key ("roads", "disaster")
 * @param zoomRange the zoom levels at which it has tiles
 * @param validTime the attributes with the features' own time; null when the layer has none
 */
public record Layer(
    LayerId id,
    LayerKind kind,
    LocalizedText title,
    String group,
    Schema schema,
    ZoomRange zoomRange,
    Provenance provenance,
    @Nullable ValidTime validTime) {

  public Layer {
    if (kind.isRaster() && (schema.geometryType() != GeometryType.NONE || schema.size() > 0)) {
      throw new IllegalArgumentException(
          "layer '%s' is of kind %s, which has neither geometry nor attributes, but got %s"
              .formatted(id.name(), kind, schema));
    }
  }

  /** A layer of features. */
  public Layer(
      LayerId id,
      LocalizedText title,
      String group,
      Schema schema,
      ZoomRange zoomRange,
      Provenance provenance,
      @Nullable ValidTime validTime) {
    this(id, LayerKind.FEATURES, title, group, schema, zoomRange, provenance, validTime);
  }

  /** The same layer with another schema. */
  public Layer withSchema(Schema other) {
    return new Layer(id, kind, title, group, other, zoomRange, provenance, validTime);
  }
}
