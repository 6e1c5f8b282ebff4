package org.machizu.hazard;

import org.machizu.http.Problem;

/** What goes wrong with questions about hazards, as it is told at the edge. */
final class HazardProblems {
  private HazardProblems() {}

  static Problem noPlace() {
    return Problem.of(
        400,
        "place-missing",
        "There is no place to answer about",
        "'lon' and 'lat' are not both given",
        "Give a place in degrees, as lon=141.82&lat=42.76.");
  }
}
