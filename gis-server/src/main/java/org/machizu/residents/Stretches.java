package org.machizu.residents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.linearref.LengthIndexedLine;

/**
 * Cuts the roads into stretches of at least {@link #LEAST} households each. Pure, and blind: it is
 * told where households stand and nothing else of them, so that no stretch says anything about who
 * lives there. A road with fewer households is taken together with roads that it touches; what
 * stays too small then is no stretch at all.
 */
final class Stretches {
  /** Fewer households, and a hint would point at somebody. */
  static final int LEAST = 5;

  /** Whoever stands farther from a road has no entrance to it. About 60 m. */
  private static final double FAR_DEGREES = 0.0006;

  /** Ends that lie so near are one; about a decimetre. */
  private static final double ROUNDING = 1e6;

  /** A line of a road; parts of one feature share the id. */
  record Line(long road, int part, LineString line) {}

  /** Where a household stands. */
  record Place(long household, double lon, double lat) {}

  /**
   * @param lines what to drive along, by road and part
   * @param households at least {@link #LEAST}
   */
  record Stretch(List<Line> lines, Set<Long> households) {}

  /** A household on its road. */
  private record Door(long household, double along) {}

  private final List<Line> lines;
  private final Map<Integer, List<Door>> doors = new HashMap<>();

  private Stretches(List<Line> lines) {
    this.lines = lines;
  }

  /** The same roads and places give the same stretches, in whatever order they come. */
  static List<Stretch> of(List<Line> roads, List<Place> households) {
    List<Line> sorted =
        roads.stream()
            .sorted(Comparator.comparingLong(Line::road).thenComparingInt(Line::part))
            .toList();
    Stretches stretches = new Stretches(sorted);
    stretches.putDoors(households);
    List<Stretch> found = new ArrayList<>();
    Set<Integer> small = new TreeSet<>();
    for (int i = 0; i < sorted.size(); i++) {
      if (stretches.doors(i).size() >= LEAST) {
        stretches.cut(i, found);
      } else {
        small.add(i);
      }
    }
    stretches.join(small, found);
    return found;
  }

  private List<Door> doors(int line) {
    return doors.getOrDefault(line, List.of());
  }

  private void putDoors(List<Place> households) {
    STRtree index = new STRtree();
    for (int i = 0; i < lines.size(); i++) {
      index.insert(lines.get(i).line().getEnvelopeInternal(), i);
    }
    for (Place place : households) {
      Envelope near = new Envelope(place.lon(), place.lon(), place.lat(), place.lat());
      near.expandBy(FAR_DEGREES / Math.cos(Math.toRadians(place.lat())), FAR_DEGREES);
      Integer best = null;
      double nearest = FAR_DEGREES;
      for (Object one : index.query(near)) {
        int line = (Integer) one;
        double distance = distance(lines.get(line).line(), place);
        if (distance < nearest || distance == nearest && best != null && line < best) {
          nearest = distance;
          best = line;
        }
      }
      if (best != null) {
        double along =
            new LengthIndexedLine(lines.get(best).line())
                .project(new Coordinate(place.lon(), place.lat()));
        doors.computeIfAbsent(best, l -> new ArrayList<>()).add(new Door(place.household(), along));
      }
    }
    doors
        .values()
        .forEach(all ->
            all.sort(Comparator.comparingDouble(Door::along).thenComparingLong(Door::household)));
  }

  /** In degrees of latitude, on a plane. */
  private static double distance(LineString line, Place place) {
    double shrink = Math.cos(Math.toRadians(place.lat()));
    double nearest = Double.MAX_VALUE;
    Coordinate[] points = line.getCoordinates();
    Coordinate here = new Coordinate(place.lon() * shrink, place.lat());
    for (int i = 0; i + 1 < points.length; i++) {
      nearest =
          Math.min(
              nearest,
              Distance.pointToSegment(
                  here,
                  new Coordinate(points[i].x * shrink, points[i].y),
                  new Coordinate(points[i + 1].x * shrink, points[i + 1].y)));
    }
    return nearest;
  }

  /** Groups of the least size along the road; the last takes what is left over. */
  private void cut(int index, List<Stretch> found) {
    Line whole = lines.get(index);
    List<Door> all = doors(index);
    int groups = all.size() / LEAST;
    LengthIndexedLine along = new LengthIndexedLine(whole.line());
    double from = along.getStartIndex();
    for (int g = 0; g < groups; g++) {
      boolean last = g == groups - 1;
      int end = last ? all.size() : (g + 1) * LEAST;
      double to =
          last ? along.getEndIndex() : (all.get(end - 1).along() + all.get(end).along()) / 2;
      Set<Long> households = new TreeSet<>();
      all.subList(g * LEAST, end).forEach(door -> households.add(door.household()));
      found.add(new Stretch(List.of(piece(whole, along, from, to)), households));
      from = to;
    }
  }

  private static Line piece(Line whole, LengthIndexedLine along, double from, double to) {
    Geometry piece = along.extractLine(from, to);
    return piece instanceof LineString line && line.getLength() > 0
        ? new Line(whole.road(), whole.part(), line)
        : whole; // all doors at one place
  }

  /** Takes small roads together, from the lowest number on, nearest neighbours first. */
  private void join(Set<Integer> small, List<Stretch> found) {
    Map<String, Set<Integer>> ends = new HashMap<>();
    for (int line : small) {
      for (String end : ends(line)) {
        ends.computeIfAbsent(end, e -> new TreeSet<>()).add(line);
      }
    }
    Set<Integer> taken = new HashSet<>();
    for (int start : small) {
      if (!taken.contains(start) && !doors(start).isEmpty()) {
        grow(start, ends, taken, found);
      }
    }
  }

  private void grow(
      int start, Map<String, Set<Integer>> ends, Set<Integer> taken, List<Stretch> found) {
    Set<Integer> members = new TreeSet<>(Set.of(start));
    Set<Long> households = new TreeSet<>();
    doors(start).forEach(door -> households.add(door.household()));
    Deque<Integer> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty() && households.size() < LEAST) {
      int line = next.poll();
      for (String end : ends(line)) {
        for (int neighbour : ends.getOrDefault(end, Set.of())) {
          if (households.size() < LEAST && !taken.contains(neighbour) && members.add(neighbour)) {
            doors(neighbour).forEach(door -> households.add(door.household()));
            next.add(neighbour);
          }
        }
      }
    }
    if (households.size() >= LEAST) {
      taken.addAll(members);
      found.add(new Stretch(members.stream().map(lines::get).toList(), households));
    }
  }

  private List<String> ends(int line) {
    Coordinate[] points = lines.get(line).line().getCoordinates();
    return List.of(end(points[0]), end(points[points.length - 1]));
  }

  private static String end(Coordinate point) {
    return Math.round(point.x * ROUNDING) + " " + Math.round(point.y * ROUNDING);
  }
}
