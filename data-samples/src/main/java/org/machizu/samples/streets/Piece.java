package org.machizu.samples.streets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.machizu.samples.plane.Shapes;

/** A part of a route between two places where lines meet or end. */
record Piece(Route route, LineString line) {
  Coordinate start() {
    return line.getCoordinateN(0);
  }

  Coordinate end() {
    return line.getCoordinateN(line.getNumPoints() - 1);
  }

  /** The place halfway. */
  Coordinate middle() {
    return new LengthIndexedLine(line).extractPoint(line.getLength() / 2);
  }

  /** Both as one; the other begins or ends where this one does. */
  Piece joined(Piece other, Coordinate at) {
    List<Coordinate> first = new ArrayList<>(Arrays.asList(line.getCoordinates()));
    List<Coordinate> second = new ArrayList<>(Arrays.asList(other.line.getCoordinates()));
    boolean turned = start().equals2D(at) && !end().equals2D(at);
    if (turned && other.end().equals2D(at)) {
      return other.joined(this, at); // along the route's own direction
    }
    if (turned) {
      first = first.reversed();
    }
    if (!other.start().equals2D(at)) {
      second = second.reversed();
    }
    first.addAll(second.subList(1, second.size()));
    return new Piece(route, Shapes.line(first));
  }
}
