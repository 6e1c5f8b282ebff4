package org.machizu.maps.paper;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * What is to be drawn.
 *
 * @param zone the town's plane-rectangular zone
 * @param centreEastM the middle of the map, metres of the zone
 * @param centreNorthM the middle of the map, metres of the zone
 * @param scale the number below the line: 500 for 1:500; 50 to 1,000,000
 * @param layers switched on, each with the View of whoever gets the paper
 * @param background layers of which only the town's own background is drawn, as on the screen while
 *     they are switched off ({@code machizu:base}); one that stands in {@code layers} too is drawn
 *     as that
 * @param asOf the moment that is shown; null for the present
 * @param highlights what the paper is about, above all layers
 * @param furniture what is drawn into the map besides
 * @param language ja, easy or en, for the few words in the map
 */
public record MapRequest(
    PlaneZone zone,
    double centreEastM,
    double centreNorthM,
    int scale,
    List<VisibleLayer> layers,
    List<VisibleLayer> background,
    @Nullable Instant asOf,
    List<Highlight> highlights,
    Set<Furniture> furniture,
    String language) {
  /** The largest scale. */
  public static final int LARGEST = 50;

  /** The smallest scale. */
  public static final int SMALLEST = 1_000_000;

  public MapRequest {
    if (scale < LARGEST || scale > SMALLEST) {
      throw new IllegalArgumentException(
          "scale 1:%d is not allowed; give 1:%d to 1:%d".formatted(scale, LARGEST, SMALLEST));
    }
    layers = List.copyOf(layers);
    background = List.copyOf(background);
    highlights = List.copyOf(highlights);
    furniture = Set.copyOf(furniture);
  }

  /** A map with scale bar and north, without layers of the background. */
  public MapRequest(
      PlaneZone zone,
      double centreEastM,
      double centreNorthM,
      int scale,
      List<VisibleLayer> layers,
      @Nullable Instant asOf,
      List<Highlight> highlights,
      String language) {
    this(
        zone,
        centreEastM,
        centreNorthM,
        scale,
        layers,
        List.of(),
        asOf,
        highlights,
        Furniture.USUAL,
        language);
  }
}
