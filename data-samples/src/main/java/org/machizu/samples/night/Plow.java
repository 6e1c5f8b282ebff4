package org.machizu.samples.night;

import java.time.Duration;
import java.util.List;

/**
 * One vehicle of the night.
 *
 * @param device as its tracker is named
 * @param title as people call it
 * @param vehicle what it is
 * @param work what it does, as the server's codes have it
 * @param program in whose form it sends
 * @param everyS from fix to fix
 * @param starts after the night's begin
 * @param silences times without network, after the vehicle's start, by turns of begin and end; what
 *     is recorded meanwhile comes after the end at once
 * @param breaksDown after so long it stands still and sends nothing more; never when zero
 */
record Plow(
    String device,
    String title,
    String vehicle,
    String work,
    double widthM,
    Program program,
    double everyS,
    Duration starts,
    List<Duration> silences,
    Duration breaksDown) {

  /** The programs on the drivers' phones. */
  enum Program {
    POSITIONS,
    TRACCAR_OLD,
    TRACCAR_NEW,
    OWN_TRACKS,
    OVERLAND,
    GPX
  }

  /** The eight of the sample town. */
  static List<Plow> all() {
    Duration none = Duration.ZERO;
    return List.of(
        new Plow(
            "plow-1",
            "1号車 除雪グレーダ",
            "grader",
            "new-snow",
            3.7,
            Program.POSITIONS,
            5,
            minutes(0),
            List.of(),
            none),
        new Plow(
            "plow-2",
            "2号車 除雪トラック",
            "plow",
            "new-snow",
            3.2,
            Program.TRACCAR_OLD,
            10,
            minutes(4),
            List.of(),
            none),
        new Plow(
            "plow-3",
            "3号車 除雪ドーザ",
            "loader",
            "new-snow",
            3.4,
            Program.OWN_TRACKS,
            5,
            minutes(2),
            List.of(minutes(40), minutes(85)),
            none),
        new Plow(
            "plow-4",
            "4号車 除雪トラック",
            "plow",
            "new-snow",
            3.2,
            Program.OVERLAND,
            5,
            minutes(7),
            List.of(minutes(20), minutes(45), minutes(120), minutes(150)),
            none),
        new Plow(
            "plow-5",
            "5号車 除雪グレーダ",
            "grader",
            "new-snow",
            3.7,
            Program.POSITIONS,
            5,
            minutes(0),
            List.of(),
            minutes(95)),
        new Plow(
            "plow-6",
            "6号車 除雪ドーザ",
            "loader",
            "new-snow",
            3.4,
            Program.TRACCAR_NEW,
            10,
            minutes(10),
            List.of(),
            none),
        new Plow(
            "plow-7",
            "7号車 除雪トラック(委託)",
            "plow",
            "new-snow",
            3.2,
            Program.GPX,
            5,
            minutes(0),
            List.of(),
            none),
        new Plow(
            "plow-8",
            "8号車 散布車",
            "spreader",
            "anti-icing",
            4.0,
            Program.POSITIONS,
            5,
            minutes(30),
            List.of(),
            none));
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  /** When a fix that is recorded at this time after the start is sent, after the start. */
  Duration sent(Duration recorded) {
    for (int i = 0; i + 1 < silences.size(); i += 2) {
      boolean isSilent =
          recorded.compareTo(silences.get(i)) >= 0 && recorded.compareTo(silences.get(i + 1)) < 0;
      if (isSilent) {
        return silences.get(i + 1);
      }
    }
    return recorded;
  }

  /** Whether it still drives and sends. */
  boolean isWhole(Duration afterStart) {
    return breaksDown.isZero() || afterStart.compareTo(breaksDown) < 0;
  }
}
