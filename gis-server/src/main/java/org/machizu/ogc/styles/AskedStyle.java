package org.machizu.ogc.styles;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.MapStyle;
import org.machizu.maps.paper.LegendEntry;
import org.machizu.maps.paper.StyleLegend;

/**
 * A style that somebody asks for.
 *
 * @param id "default" or "dark" for the whole town, else the layer's short id
 * @param layers that it draws, as the caller sees them
 */
record AskedStyle(String id, LocalizedText title, boolean isWholeTown, List<VisibleLayer> layers) {
  AskedStyle {
    layers = List.copyOf(layers);
  }

  static AskedStyle ofLayer(VisibleLayer layer) {
    return new AskedStyle(layer.name(), layer.entry().layer().title(), false, List.of(layer));
  }

  /** The style sheet, with absolute addresses. */
  ObjectNode sheet(String base, String language) {
    return isWholeTown
        ? MapStyle.ofTown(layers, id, base, language)
        : MapStyle.ofLayer(layers.getFirst(), base, language);
  }

  /** Legends are drawn in the colours of the day. */
  boolean hasLegend() {
    return !id.equals(MapStyle.DARK);
  }

  List<LegendEntry> legend(String language) {
    List<LegendEntry> entries = new ArrayList<>();
    layers.forEach(layer -> entries.addAll(StyleLegend.of(layer, language)));
    return entries;
  }

  /** When a layer that it draws, or its style, was changed last. */
  Instant changed() {
    return layers.stream()
        .map(layer -> layer.entry().changed())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
