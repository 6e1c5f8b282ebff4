package org.machizu.guidance.roads;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/** Marked areas, found by place. Immutable. */
final class Areas {
  private static final int DIRECTIONS = 16;

  private final STRtree index = new STRtree();

  record Ready(MarkedArea area, Outline outline) {}

  Areas(List<MarkedArea> areas) {
    for (MarkedArea area : areas) {
      if (!area.area().isEmpty() && area.area().getDimension() == 2) {
        Outline outline = new Outline(area.area());
        index.insert(outline.box(), new Ready(area, outline));
      }
    }
    index.build();
  }

  List<Ready> near(Envelope box) {
    List<Ready> found = new ArrayList<>();
    index.query(box, item -> found.add((Ready) item));
    return found;
  }

  /** The marks of all areas that a place lies in. */
  Set<Mark> at(Coordinate place) {
    Set<Mark> marks = new LinkedHashSet<>();
    for (Ready ready : near(new Envelope(place))) {
      if (ready.outline().contains(place)) {
        marks.add(ready.area().mark());
      }
    }
    return marks;
  }

  /** Also of those that begin within a distance, looked for in all directions. */
  Set<Mark> around(Coordinate place, double withinM) {
    Set<Mark> marks = new LinkedHashSet<>(at(place));
    for (int i = 0; i < DIRECTIONS; i++) {
      double angle = 2 * Math.PI * i / DIRECTIONS;
      marks.addAll(
          at(
              new Coordinate(
                  place.x + withinM * Math.sin(angle), place.y + withinM * Math.cos(angle))));
    }
    return marks;
  }
}
