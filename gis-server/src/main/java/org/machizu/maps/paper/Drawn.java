package org.machizu.maps.paper;

import java.util.List;

/**
 * What was drawn, for what stands around the map.
 *
 * @param zoom the zoom level at which the styles were read
 * @param legend what was really drawn, in the order of the layers
 * @param sources of the layers that something was drawn of
 * @param leftOut what was not drawn, with the reason
 * @param features how many are in the map
 */
public record Drawn(
    double zoom,
    List<LegendEntry> legend,
    List<SourceNote> sources,
    List<LeftOut> leftOut,
    int features) {
  public Drawn {
    legend = List.copyOf(legend);
    sources = List.copyOf(sources);
    leftOut = List.copyOf(leftOut);
  }
}
