package org.machizu.samples.drives;

import java.util.ArrayList;
import java.util.List;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;
import org.machizu.samples.plane.Dice;

/** Makes tours over a network. */
public final class Tours {
  private Tours() {}

  /**
   * A working tour that wants to clear both sides of every street: at each junction it takes one of
   * the segments that it has driven least, and turns round only where nothing else is left.
   *
   * @param start driven from its beginning
   * @param lengthM it ends with the first segment that makes it this long
   */
  public static Tour working(RoadNetwork network, Segment start, double lengthM, Dice dice) {
    int[] driven = new int[network.segments().size()];
    List<Leg> legs = new ArrayList<>();
    Segment at = start;
    double sumM = 0;
    while (true) {
      // Short ways between two places of work are driven with the blade up.
      legs.add(Leg.along(at, driven[at.index()] == 0));
      driven[at.index()]++;
      sumM += at.lengthM();
      List<Segment> ahead = choices(network, at, driven);
      if (sumM >= lengthM || ahead.isEmpty()) {
        return Tour.of(legs);
      }
      at = dice.pick(ahead);
    }
  }

  private static List<Segment> choices(RoadNetwork network, Segment at, int[] driven) {
    List<Segment> all = network.outgoing(at.toNode());
    Segment back = network.reverseOf(at).orElse(null);
    List<Segment> ahead = all.stream().filter(next -> !next.equals(back)).toList();
    List<Segment> open = ahead.isEmpty() ? all : ahead;
    int least = open.stream().mapToInt(next -> driven[next.index()]).min().orElse(0);
    return open.stream().filter(next -> driven[next.index()] == least).toList();
  }

  /**
   * Along named roads, one after the other, each in the direction in which it continues the one
   * before; a road named twice running is driven there and back.
   *
   * @param forward the direction on the first
   * @throws IllegalArgumentException when a road does not begin where the one before ends
   */
  public static Tour through(RoadNetwork network, boolean forward, boolean working, long... roads) {
    List<Leg> legs = new ArrayList<>();
    Segment at = segment(network, roads[0], forward);
    legs.add(Leg.along(at, working));
    for (int i = 1; i < roads.length; i++) {
      long road = roads[i];
      Segment from = at;
      at =
          network.outgoing(from.toNode()).stream()
              .filter(next -> next.road().id() == road)
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "road %d does not begin where %s ends".formatted(road, from)));
      legs.add(Leg.along(at, working));
    }
    return Tour.of(legs);
  }

  /** The segment of a road in a direction. */
  public static Segment segment(RoadNetwork network, long road, boolean forward) {
    return network.segments().stream()
        .filter(s -> s.road().id() == road && s.forward() == forward)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no road " + road));
  }
}
