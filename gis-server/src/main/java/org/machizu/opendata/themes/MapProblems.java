package org.machizu.opendata.themes;

import java.util.List;
import org.machizu.http.Problem;

/** What goes wrong with thematic maps, as it is told at the edge. */
public final class MapProblems {
  private MapProblems() {}

  static Problem noMap(String id) {
    return Problem.notFound("map", id);
  }

  static Problem notKeeper() {
    return Problem.of(
        403,
        "not-map-keeper",
        "You do not make maps",
        "maps are made by roles that may make layers, and by administrators; each is kept by its section",
        "Ask the section that keeps the map, or an administrator.");
  }

  static Problem exists(String id) {
    return Problem.of(
        409,
        "map-exists",
        "There is such a map, or no room for another",
        "a map '%s' is there already, or the town has %d".formatted(id, ThematicMapStore.MOST),
        "Choose another id, or remove maps that are not needed.");
  }

  static Problem notOpen(List<String> layers) {
    return Problem.of(
        409,
        "map-layers-not-open",
        "Layers of the map are not open to the public",
        "not open: " + String.join(", ", layers),
        "Publish these layers first, or take them out of the map.");
  }

  static Problem empty() {
    return Problem.of(
        409,
        "map-empty",
        "The map shows nothing",
        "the map has no layers",
        "Add a layer, then publish it.");
  }

  /** Somebody does not know what a map is by now. */
  public static Problem of(StaleMapException e) {
    return Problem.of(
        412,
        "stale-version",
        "It has changed since you read it",
        "map '" + e.map() + "' has changed since the version in If-Match, or is gone",
        "Read it again and repeat the change with its ETag.");
  }
}
