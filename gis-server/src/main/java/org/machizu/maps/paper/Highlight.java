package org.machizu.maps.paper;

import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * Something that the paper is about, drawn above all layers.
 *
 * @param plane in metres of the map's zone, east before north
 * @param title what the legend calls it; empty: it is not in the legend
 * @param labels its own, which no label of a layer takes the place of
 */
public record Highlight(Geometry plane, PaperPen pen, String title, List<PlaneLabel> labels) {
  public Highlight {
    labels = List.copyOf(labels);
  }

  /** Without labels. */
  public Highlight(Geometry plane, PaperPen pen, String title) {
    this(plane, pen, title, List.of());
  }
}
