package org.machizu.imports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.JapanExtent;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.Row;

/**
 * The system that a file's coordinates are in, and how we know: the user's word goes before the
 * file's. A file that names a system that is not known here is refused; one that says nothing is
 * believed to be in lon/lat only when its first rows lie in Japan as lon/lat, and the report says
 * so; plane coordinates are never guessed, because every zone would fit and put the town elsewhere.
 *
 * @param crs null when the rows have no geometry
 */
record SourceCrs(@Nullable Crs crs, How how) {
  /** Codes by which the formats say that the file names a system that they do not know. */
  private static final Set<String> NOT_KNOWN = Set.of("crs-unknown", "prj-unknown", "srs-unknown");

  private static final String ADVICE =
      "Give it: --crs EPSG:6669 to EPSG:6687 for the plane-rectangular zones 1 to 19 on JGD2011, EPSG:2443 to 2461 on JGD2000, or EPSG:6668 for lon/lat.";

  /** How the system is known. */
  enum How {
    /** The user said so. */
    GIVEN,
    /** The file says so. */
    DECLARED,
    /** Nobody said so; the numbers look like it. */
    ASSUMED,
    /** There is nothing to place. */
    NONE;

    String jsonName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param firstRows looked at only when nobody says anything
   * @throws ImportException {@code crs-unknown}
   */
  static SourceCrs decide(
      @Nullable Crs given, Optional<Crs> declared, List<Row> firstRows, ProblemLog problems)
      throws ImportException {
    if (given != null) {
      declared
          .filter(said -> !said.equals(given))
          .ifPresent(said -> problems.accept(overridden(given, said)));
      return new SourceCrs(given, How.GIVEN);
    }
    if (declared.isPresent()) {
      return new SourceCrs(declared.get(), How.DECLARED);
    }
    List<Coordinate> places =
        firstRows.stream()
            .map(Row::geometry)
            .filter(geometry -> geometry != null && !geometry.isEmpty())
            .map(geometry -> geometry == null ? new Coordinate() : geometry.getCoordinate())
            .toList();
    if (places.isEmpty()) {
      return new SourceCrs(null, How.NONE);
    }
    Optional<Problem> notKnown =
        problems.list().stream().filter(problem -> NOT_KNOWN.contains(problem.code())).findFirst();
    if (notKnown.isPresent()) {
      throw new ImportException("crs-unknown", notKnown.get().reason(), ADVICE);
    }
    Optional<Coordinate> elsewhere = places.stream().filter(c -> !looksLikeDegrees(c)).findFirst();
    if (elsewhere.isPresent()) {
      throw unknown(
          problems.isPersonal()
              ? "its numbers are"
              : elsewhere.get().x + ", " + elsewhere.get().y + " is");
    }
    problems.accept(assumed());
    return new SourceCrs(Crs.JGD2011, How.ASSUMED);
  }

  /** Swapped lat/lon counts too: the check of each row then says what is wrong. */
  private static boolean looksLikeDegrees(Coordinate c) {
    return JapanExtent.contains(c.x, c.y) || JapanExtent.containsSwapped(c.x, c.y);
  }

  private static ImportException unknown(String numbersAre) {
    return new ImportException(
        "crs-unknown",
        "the file does not say which coordinate reference system it is in, and %s not lon/lat in Japan"
            .formatted(numbersAre),
        ADVICE);
  }

  private static Problem assumed() {
    return new Problem(
        Problem.Severity.NOTE,
        0,
        null,
        null,
        "crs-assumed",
        "the file does not say which coordinate reference system it is in; its numbers look like lon/lat and are taken as JGD2011 (EPSG:6668)",
        "Give --crs if that is wrong.");
  }

  static Problem overridden(Crs given, Crs declared) {
    return new Problem(
        Problem.Severity.NOTE,
        0,
        null,
        null,
        "crs-overridden",
        "the file says it is in " + declared + ", but is taken as " + given + " as told",
        "Leave --crs out to believe the file.");
  }
}
