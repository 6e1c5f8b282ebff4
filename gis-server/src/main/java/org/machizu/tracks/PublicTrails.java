package org.machizu.tracks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.machizu.access.TrackView;
import org.machizu.ingest.gps.Position;
import org.machizu.tracks.RoadPass.Doing;
import org.machizu.tracks.TrackStore.Kept;
import org.machizu.tracks.Trails.Trail;

/**
 * What the public sees of vehicles: where they worked on roads, late, and nothing that tells whose
 * they are, where they stand or where somebody lives. Cut off are all positions that are no work on
 * a road that could be told, and the surroundings of the place where a trail begins and ends.
 */
public final class PublicTrails {
  /** Around the begin and end of each trail nothing is shown. */
  static final double CUT_M = 250;

  private static final double METRES_PER_DEGREE = 111_320;

  private final TrackStore store;
  private final PassReads passes;
  private final TrackView everything;

  /**
   * @param everything to read with; what is shown is cut here
   */
  public PublicTrails(TrackStore store, PassReads passes, TrackView everything) {
    this.store = store;
    this.passes = passes;
    this.everything = everything;
  }

  /** The newest place of each vehicle that is at work. */
  Map<String, Object> vehicles(TrackView view) {
    List<Map<String, Object>> features = new ArrayList<>();
    for (List<Trail> trails : cut(view, view.notBefore(), view.notAfter())) {
      Position newest = trails.getLast().points().getLast();
      features.add(TrackJson.feature(TrackJson.point(newest), Map.of("time", newest.time())));
    }
    return TrackJson.collection(features);
  }

  Map<String, Object> trails(TrackView view, Instant from, Instant until) {
    return TrackJson.collection(
        cut(view, later(from, view.notBefore()), earlier(until, view.notAfter())).stream()
            .flatMap(List::stream)
            .map(trail -> TrackJson.trail(null, trail))
            .toList());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** For each vehicle that has any, its trails. */
  private List<List<Trail>> cut(TrackView view, Instant from, Instant until) {
    Map<String, List<RoadPass>> working = new HashMap<>();
    if (from.isBefore(until)) {
      for (RoadPass pass : passes.listBetween(from, until)) {
        if (pass.certain() && pass.work().doing() == Doing.WORKING) {
          working.computeIfAbsent(pass.device(), _ -> new ArrayList<>()).add(pass);
        }
      }
    }
    List<List<Trail>> all = new ArrayList<>();
    working.forEach((device, ofDevice) -> {
      List<Kept> kept = store.read(everything, device, from, until, TrackStore.MOST_READ);
      List<Trail> trails = new ArrayList<>();
      for (Trail whole : Trails.of(kept)) {
        trails.addAll(Trails.of(cut(whole, ofDevice)));
      }
      if (!trails.isEmpty()) {
        all.add(trails);
      }
    });
    return all;
  }

  private static List<Kept> cut(Trail trail, List<RoadPass> working) {
    Position first = trail.points().getFirst();
    Position last = trail.points().getLast();
    List<Kept> shown = new ArrayList<>();
    int at = 0;
    for (Position point : trail.points()) {
      while (at < working.size() && working.get(at).left().isBefore(point.time())) {
        at++;
      }
      boolean works = at < working.size() && !working.get(at).entered().isAfter(point.time());
      if (works && distanceM(point, first) > CUT_M && distanceM(point, last) > CUT_M) {
        shown.add(new Kept(point, null));
      }
    }
    return shown;
  }

  private static double distanceM(Position a, Position b) {
    double east = METRES_PER_DEGREE * Math.cos(Math.toRadians(a.lat()));
    return Math.hypot((a.lon() - b.lon()) * east, (a.lat() - b.lat()) * METRES_PER_DEGREE);
  }
}
