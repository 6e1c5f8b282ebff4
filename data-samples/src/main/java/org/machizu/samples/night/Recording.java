package org.machizu.samples.night;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.machizu.ingest.gps.Position;
import org.machizu.samples.drives.Drive;
import org.machizu.samples.drives.Tour;
import org.machizu.samples.drives.Tracker;
import org.machizu.samples.drives.Traversal;

/**
 * What one vehicle records in a night.
 *
 * @param fixes in order of time
 * @param sent when each is sent; fixes of the same moment go together
 */
record Recording(Plow plow, List<Position> fixes, List<Instant> sent) {
  /** So far a plow drives in a night of work. */
  private static final double FARTHEST_M = 90_000;

  /** The one that hands in a file is home again when the demo begins. */
  private static final double HOME_AGAIN_M = 45_000;

  /** Vehicles that tell whether their blade is down; of the others it follows from the speed. */
  private static final Set<Plow.Program> TELLING =
      Set.of(Plow.Program.POSITIONS, Plow.Program.TRACCAR_OLD, Plow.Program.TRACCAR_NEW);

  static Recording of(Plow plow, int number, TownRoads roads, Instant night, long seed) {
    List<Set<Long>> courses = new ArrayList<>();
    for (int i = number; i < roads.courses().size(); i += Plow.all().size()) {
      courses.add(roads.courses().get(i));
    }
    Tour tour =
        new CourseTour(roads.network())
            .over(courses, plow.program() == Plow.Program.GPX ? HOME_AGAIN_M : FARTHEST_M);
    Instant start = night.plus(plow.starts());
    Drive drive = Drive.of(roads.network(), tour, start, seed + number);
    List<Position> fixes = new ArrayList<>();
    List<Instant> sent = new ArrayList<>();
    int at = 0;
    List<Traversal> truth = drive.traversals();
    for (Position fix :
        Tracker.every(plow.everyS()).withOutliers(2).fixes(drive, seed + 31L * number)) {
      Duration recorded = Duration.between(start, fix.time());
      if (!plow.isWhole(recorded)) {
        break;
      }
      while (at + 1 < truth.size() && truth.get(at + 1).entered().isBefore(fix.time())) {
        at++;
      }
      fixes.add(TELLING.contains(plow.program()) ? told(plow, fix, truth.get(at).working()) : fix);
      sent.add(
          plow.program() == Plow.Program.GPX
              ? drive.end() // the driver hands the file in when the work is done
              : start.plus(plow.sent(recorded)));
    }
    return new Recording(plow, fixes, sent);
  }

  private static Position told(Plow plow, Position fix, boolean working) {
    TreeMap<String, Object> extra = new TreeMap<>(fix.extra());
    if (plow.work().equals("anti-icing")) {
      extra.put("spreader", working ? "on" : "off");
      extra.put("material", "salt");
    } else {
      extra.put("blade", working ? "down" : "up");
    }
    return new Position(
        fix.time(),
        fix.lon(),
        fix.lat(),
        fix.altitudeM(),
        fix.accuracyM(),
        fix.speedMps(),
        fix.courseDeg(),
        extra);
  }
}
