package org.machizu.shelters;

import org.machizu.http.Problem;

/** What goes wrong with shelters, as it is told at the edge. */
public final class ShelterProblems {
  private ShelterProblems() {}

  static Problem noShelter(String id) {
    return Problem.notFound("shelter", id);
  }

  static Problem notKeeper() {
    return Problem.of(
        403,
        "not-shelter-keeper",
        "You do not open and close shelters",
        "shelters are opened and closed by who may edit their layer, by the role 'duty' and by administrators; each shelter tells of itself with its own token",
        "Ask the headquarters.");
  }

  static Problem otherShelter(String actor, String id) {
    return Problem.of(
        403,
        "other-shelter",
        "The token is another shelter's",
        "'%s' wants to speak of shelter '%s'".formatted(actor, id),
        "Use the token of this shelter, or tell the headquarters.");
  }

  /** Somebody does not know what was said of a shelter last. */
  public static Problem of(StaleShelterException e) {
    return stale(e.shelter());
  }

  static Problem stale(String id) {
    return Problem.of(
        412,
        "stale-version",
        "It has changed since you read it",
        "shelter " + id + " has changed since the version in If-Match",
        "Read it again and repeat the change with its ETag.");
  }
}
