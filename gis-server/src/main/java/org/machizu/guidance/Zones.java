package org.machizu.guidance;

import java.util.List;
import java.util.Set;
import org.machizu.access.Actor;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.guidance.roads.MarkedArea;
import org.machizu.hazard.kind.Hazard;

/** The zones of hazard maps, through the asker's View. */
public interface Zones {
  /** The layers that zones are read of, by short id, as somebody sees them. */
  List<String> layers(Actor actor);

  /**
   * All zones that somebody sees.
   *
   * @param measure of the town's zone, in whose metres they are
   */
  Seen read(Actor actor, PlaneMeasure measure);

  /**
   * What somebody sees.
   *
   * @param mapped hazards of which there is a map that says how far they reach
   */
  record Seen(List<MarkedArea> areas, Set<Hazard> mapped) {
    public Seen {
      areas = List.copyOf(areas);
      mapped = Set.copyOf(mapped);
    }
  }
}
