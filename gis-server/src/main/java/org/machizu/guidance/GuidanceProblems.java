package org.machizu.guidance;

import org.machizu.http.Problem;

/** What goes wrong with questions about ways, as it is told at the edge. */
final class GuidanceProblems {
  private GuidanceProblems() {}

  static Problem noPlace() {
    return Problem.of(
        400,
        "place-missing",
        "There is no place to answer about",
        "'lon' and 'lat' are not both given",
        "Give a place in degrees, as lon=141.82&lat=42.76.");
  }

  static Problem noRoadNear(double withinM) {
    return Problem.of(
        404,
        "no-road-near",
        "There is no road of the town near the place",
        "within %.0f m of it there is none".formatted(withinM),
        "Ask for a place nearer to a road; look around whether there is a safe high place.");
  }

  static Problem noRoads(String layer) {
    return Problem.notFound("layer", layer);
  }

  static Problem notReady() {
    return Problem.of(
        503,
        "guidance-not-ready",
        "The ways are being made ready",
        "roads and hazard maps are still being read",
        "Try again in a few seconds.");
  }
}
