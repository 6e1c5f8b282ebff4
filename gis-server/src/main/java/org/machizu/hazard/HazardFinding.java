package org.machizu.hazard;

import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;

/**
 * What all maps of one hazard say about a place.
 *
 * @param result the worst of the maps
 * @param summary what may happen there
 * @param advice what helps; never an order
 * @param picture the deepest water that a map tells; empty when none tells a depth
 * @param maps by name of the layer
 */
public record HazardFinding(
    Hazard hazard,
    Result result,
    Words summary,
    Words advice,
    Optional<Picture> picture,
    List<MapFinding> maps) {
  public HazardFinding {
    maps = List.copyOf(maps);
  }
}
