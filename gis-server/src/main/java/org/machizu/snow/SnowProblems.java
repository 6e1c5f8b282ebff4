package org.machizu.snow;

import org.machizu.http.Problem;

/** What goes wrong with snowfalls and states of roads, as it is told at the edge. */
final class SnowProblems {
  private SnowProblems() {}

  static Problem noEvent(long id) {
    return Problem.notFound("snowfall", Long.toString(id));
  }

  static Problem stale(long id) {
    return Problem.of(
        412,
        "stale-version",
        "It has changed since you read it",
        "snowfall " + id + " has changed since the version in If-Match",
        "Read it again and repeat the change with its ETag.");
  }

  static Problem overlaps(SnowEvent other) {
    return Problem.of(
        409,
        "snow-event-overlaps",
        "Another snowfall is on at that time",
        "snowfall %d, %s, lasts from %s %s"
            .formatted(
                other.id(),
                other.name(),
                other.begin(),
                other.end() == null ? "and was not ended" : "to " + other.end()),
        "End that one first, or take another time.");
  }

  static Problem times(String what, String allowed) {
    return Problem.of(
        400,
        "snow-event-times",
        "A time does not fit the snowfall",
        what + "; allowed: " + allowed,
        "Give another time, or change the snowfall's first.");
  }

  static Problem full(long id) {
    return Problem.of(
        409,
        "snow-readings-full",
        "The snowfall has as many measurements as it may have",
        "snowfall %d has %d".formatted(id, SnowEvent.MOST_READINGS),
        "End it and begin another, or measure less often.");
  }
}
