package org.machizu.residents;

import org.machizu.access.Actor;
import org.machizu.http.Problem;

/** How what the watch refuses is told at the edge. */
public final class WatchProblems {
  private WatchProblems() {}

  public static Problem of(WatchConflictException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e.code()) {
      case "case-open" ->
          Problem.of(
              409,
              "case-open",
              "There is an open case already",
              detail,
              "Look at the open case and go on with it.");
      case "case-settled" ->
          Problem.of(
              409,
              "case-settled",
              "The case is settled",
              detail,
              "Reopen it before anything else is done with it.");
      case "case-stale" ->
          Problem.of(
              412,
              "case-stale",
              "Somebody else has gone on with the case",
              detail,
              "Read it again and repeat the step with its ETag.");
      case "reports-too-many" ->
          Problem.of(
              429,
              "reports-too-many",
              "Too many reports came from one reporter",
              detail,
              "Wait an hour; in an emergency call the town's duty desk.");
      case "register-stale" ->
          Problem.of(
              409,
              "register-stale",
              "The layers have changed since the extract was compared",
              detail,
              "Compare the extract again.");
      case "register-unsettled" ->
          Problem.of(
              409,
              "register-unsettled",
              "Some households of the extract have no place yet",
              detail,
              "Settle each of them in the review list first.");
      case "register-applied" ->
          Problem.of(
              409,
              "register-applied",
              "The extract was applied already",
              detail,
              "Compare a new extract.");
      default ->
          Problem.of(
              409,
              "watch-full",
              "The watch takes no more",
              detail,
              "Ask an administrator to take out what is old.");
    };
  }

  /** For what some roles may do and no layer decides. */
  static Problem notForYou(Actor actor) {
    return actor.isPublic()
        ? Problem.of(
            401,
            "reporter-unknown",
            "Reports are taken from crews, the town's staff and neighbours with a link",
            "nobody signed in and no token was shown",
            "Sign in, or use the link that the town has given to you.")
        : Problem.of(
            403,
            "reporter-not-allowed",
            "Reports are taken from crews, the town's staff and neighbours with a link",
            "'%s' has the roles %s".formatted(actor.name(), actor.roles()),
            "Ask an administrator for the role crew, duty or welfare.");
  }

  static Problem hintsNotForYou(Actor actor) {
    return actor.isPublic()
        ? Problem.of(
            401,
            "hints-for-crews",
            "Hints are for crews and the desks that send them",
            "nobody signed in and no token was shown",
            "Sign in, or show the vehicle's token.")
        : Problem.of(
            403,
            "hints-not-for-you",
            "Hints are for crews and the desks that send them",
            "'%s' has the roles %s".formatted(actor.name(), actor.roles()),
            "Ask an administrator for the role crew, duty or welfare.");
  }

  static Problem badPhoto(String found) {
    return Problem.of(
        400,
        "bad-photo",
        "The photo cannot be taken",
        found,
        "Send " + Photo.ALLOWED + " as field 'file'.");
  }
}
