package org.machizu.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.ingest.format.FeatureFormat;
import org.machizu.ingest.format.Formats;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.RasterStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** The open layers, whoever asks. */
public final class OpenLayers {
  private final VisibleLayers layers;
  private final FeatureStore features;
  private final RasterStore rasters;
  private final List<FeatureFormat> formats;

  /**
   * @param formats those that are written are offered as files
   */
  public OpenLayers(
      VisibleLayers layers, FeatureStore features, RasterStore rasters, Formats formats) {
    this.layers = layers;
    this.features = features;
    this.rasters = rasters;
    this.formats = formats.list().stream().filter(FeatureFormat::writes).toList();
  }

  /** All, by short id. */
  List<OpenLayer> list() {
    return layers.list(Actor.PUBLIC).stream()
        .sorted(Comparator.comparing(VisibleLayer::name))
        .map(this::describe)
        .toList();
  }

  /** One by its short id; empty when there is none, or none that is open. */
  Optional<OpenLayer> find(String name) {
    return layers.find(Actor.PUBLIC, name).map(this::describe);
  }

  private OpenLayer describe(VisibleLayer layer) {
    boolean raster = layer.entry().layer().kind().isRaster();
    return new OpenLayer(
        layer,
        raster ? rasters.extent(layer.view()) : features.extent(layer.view()),
        raster ? List.of() : formats);
  }
}
