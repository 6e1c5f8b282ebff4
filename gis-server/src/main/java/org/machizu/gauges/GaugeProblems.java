package org.machizu.gauges;

import org.machizu.http.Problem;

/** What goes wrong with gauges and alerts, as it is told at the edge. */
public final class GaugeProblems {
  private GaugeProblems() {}

  static Problem noGauge(String id) {
    return Problem.notFound("gauge", id);
  }

  static Problem noEntry(long number) {
    return Problem.notFound("gauge entry", Long.toString(number));
  }

  static Problem times(String what, String allowed) {
    return Problem.of(
        400,
        "gauge-times",
        "A time is not possible",
        what + "; allowed: " + allowed,
        "Give another time.");
  }

  static Problem settings(String gauge, String why) {
    return Problem.of(
        400,
        "gauge-settings",
        "The gauge cannot be set up so",
        "gauge " + gauge + ": " + why,
        "Correct the value that is named and send it again.");
  }

  static Problem unusable(String why) {
    return Problem.of(
        400,
        "gauge-message-unusable",
        "The message cannot be used",
        why,
        "Compare it with the profile; the log of messages shows it as it came.");
  }

  static Problem noDrill(String gauge) {
    return Problem.of(
        409,
        "no-drill",
        "No drill is on",
        "gauge " + gauge + " takes made-up readings only during a drill",
        "Enter a drill for this gauge first.");
  }

  /** Somebody acts on another version than the one that stands. */
  public static Problem of(AlertConflictException e) {
    return stale(e.alert());
  }

  static Problem stale(long id) {
    return Problem.of(
        412,
        "stale-version",
        "It has changed since you read it",
        "alert " + id + " has changed since the version in If-Match",
        "Read it again and repeat the change with its ETag.");
  }
}
