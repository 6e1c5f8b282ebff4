package org.machizu.hazard.sheet;

import org.machizu.http.Problem;
import org.machizu.maps.paper.MapTooLargeException;

/** What goes wrong with sheets, as it is told at the edge. */
final class SheetProblems {
  private SheetProblems() {}

  static Problem noPlace() {
    return Problem.of(
        400,
        "place-missing",
        "There is no place to answer about",
        "'lon' and 'lat' are not both given",
        "Give a place in degrees, as lon=141.82&lat=42.76.");
  }

  static Problem busy() {
    return Problem.of(
        503,
        "sheets-busy",
        "Too many sheets are being made",
        "as many hazard sheets as may be made at once are being made",
        "Try again in a minute.");
  }

  static Problem tooLarge(MapTooLargeException e) {
    return Problem.of(
        422,
        "sheet-too-large",
        "There is more than a sheet can show",
        String.valueOf(e.getMessage()),
        "Ask for a larger scale, as scale=2500.");
  }
}
