package org.machizu.permits;

import java.util.List;
import java.util.Map;
import org.machizu.http.Problem;
import org.machizu.permits.checklist.ChecklistException.Fault;

/** What goes wrong with enquiries, as it is told at the edge. */
final class PermitProblems {
  private PermitProblems() {}

  static Problem noSite() {
    return Problem.of(
        400,
        "site-missing",
        "There is no site to answer about",
        "neither 'parcel' nor 'lon' and 'lat' are given",
        "Give the ids of one or several lots as parcel=, or a place as lon= and lat=.");
  }

  static Problem tooManyLots(int given) {
    return Problem.of(
        400,
        "site-too-large",
        "The site is too large",
        "%d lots are given; at most %d make one site".formatted(given, SiteFinder.MOST_LOTS),
        "Ask about fewer lots at once.");
  }

  static Problem siteTooLarge(String why) {
    return Problem.of(
        400, "site-too-large", "The site is too large", why, "Ask about fewer lots at once.");
  }

  static Problem noLot(String what) {
    return Problem.of(
        404,
        "no-lot",
        "There is no such lot",
        what,
        "Look the lot up with /api/search, and give its id.");
  }

  static Problem apart() {
    return Problem.of(
        400,
        "site-apart",
        "The lots are not one site",
        "the lots do not touch one another, so that they make no one area",
        "Ask about each of them, or give the lots between them as well.");
  }

  static Problem notKeeper() {
    return Problem.of(
        403,
        "not-keeper",
        "You do not keep the checklist",
        "only accounts with the role 'permit', and administrators, read and change the checklist",
        "Ask the permit desk.");
  }

  static Problem noVersion(long number) {
    return Problem.notFound("version of the checklist", Long.toString(number));
  }

  static Problem faulty(List<Fault> faults) {
    return new Problem(
        400,
        "checklist-faulty",
        "The checklist cannot be used",
        "%d fault%s; the first: %s"
            .formatted(faults.size(), faults.size() == 1 ? "" : "s", faults.getFirst()),
        "Correct what is named, and try it on a site before you put it into force.",
        Map.of(
            "faults",
            faults.stream()
                .map(fault ->
                    Map.of(
                        "at",
                        fault.at(),
                        "what",
                        Map.of("ja", fault.what().ja(), "en", fault.what().en())))
                .toList()));
  }

  static Problem staleChecklist(long inForce) {
    return Problem.of(
        412,
        "stale-version",
        "It has changed since you read it",
        "another checklist than the one that you read is in force by now, number " + inForce,
        "Read it again, and make your changes in it.");
  }

  static Problem noArea(String lot) {
    return Problem.of(
        400,
        "site-no-area",
        "The lot is no area",
        "lot %s is drawn as a point or line, of which nothing can be measured".formatted(lot),
        "Have the lot's geometry corrected in its layer.");
  }
}
