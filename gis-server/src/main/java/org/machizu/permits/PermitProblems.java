package org.machizu.permits;

import org.machizu.http.Problem;

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

  static Problem noArea(String lot) {
    return Problem.of(
        400,
        "site-no-area",
        "The lot is no area",
        "lot %s is drawn as a point or line, of which nothing can be measured".formatted(lot),
        "Have the lot's geometry corrected in its layer.");
  }
}
