package org.machizu.tiles.town;

import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsLayer;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsMvt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.tiles.encode.EncodedTile;

/** A tile as an independent decoder (mapbox-vector-tile-java) reads it. */
public final class DecodedTile {
  /** A feature in tile units, y to the south; an id of 0 where the decoder gave none. */
  public record DecodedFeature(long id, Geometry geometry, Map<String, Object> attributes) {}

  private static final String ID = "\0id";

  private final JtsMvt tile;

  private DecodedTile(JtsMvt tile) {
    this.tile = tile;
  }

  public static DecodedTile of(EncodedTile encoded) {
    try {
      return new DecodedTile(
          MvtReader.loadMvt(
              new ByteArrayInputStream(raw(encoded)),
              new GeometryFactory(),
              new TagKeyValueMapConverter(true, ID),
              MvtReader.RING_CLASSIFIER_V2_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes before compression. */
  public static byte[] raw(EncodedTile encoded) {
    if (encoded.gzip().length == 0) {
      return new byte[0];
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(encoded.gzip()))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> layers() {
    return tile.getLayers().stream().map(JtsLayer::getName).toList();
  }

  public int extent(String layer) {
    return tile.getLayer(layer).getExtent();
  }

  /** The features of a layer; none when the tile has no such layer. */
  public List<DecodedFeature> features(String layer) {
    JtsLayer found = tile.getLayersByName().get(layer);
    List<DecodedFeature> features = new ArrayList<>();
    if (found != null) {
      for (Geometry geometry : found.getGeometries()) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        ((Map<?, ?>) geometry.getUserData()).forEach((k, v) -> attributes.put((String) k, v));
        Object id = attributes.remove(ID);
        features.add(new DecodedFeature(id == null ? 0 : (Long) id, geometry, attributes));
      }
    }
    return features;
  }
}
