package org.machizu.tracks;

import java.util.Map;
import org.machizu.http.Problem;
import org.machizu.http.ProblemException;

/** What requests about vehicles are refused for. */
final class TrackProblems {
  private TrackProblems() {}

  /**
   * @param kept what the answer tells of what was kept before
   */
  static ProblemException devicesFull(TooManyDevicesException e, Map<String, Object> kept) {
    return new Problem(
            409,
            "devices-full",
            "The town has as many devices as it may",
            String.valueOf(e.getMessage()),
            "Send positions under the names of devices that are there (/api/tracks); what came before is kept.",
            kept)
        .asException();
  }
}
