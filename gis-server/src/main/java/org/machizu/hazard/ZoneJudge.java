package org.machizu.hazard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.hazard.profile.Collapse;
import org.machizu.hazard.profile.Extent;
import org.machizu.hazard.profile.Lasting;
import org.machizu.hazard.profile.Phenomenon;
import org.machizu.hazard.profile.Profile;
import org.machizu.hazard.profile.Scale;
import org.machizu.hazard.profile.ZoneReading;
import org.machizu.layers.ground.Ground;
import org.machizu.layers.ground.PlaneFeature;

/**
 * Judges a place by the zones of one map, in metres of the town's zone. A border that runs through
 * the place counts as in or as near.
 */
final class ZoneJudge {
  /**
   * A pond nearer than this is told of where nobody has mapped how far its water runs: for the list
   * of ponds to be watched (防災重点農業用ため池) a pond of 1,000 m³ counts up to 500 m.
   */
  static final double ORIGIN_REACH_M = 500;

  /** So many zones are named, and so many values that nobody understands. */
  private static final int MOST_NAMED = 20;

  private static final int MOST_CAUSES = 3;

  private static final Comparator<Found> WORST_FIRST =
      Comparator.comparing((Found found) -> found.reading.zone(), rank())
          .thenComparing((Found found) -> found.reading.collapse(), rank())
          .thenComparing(Found::picture, Picture.BY_DEPTH.reversed())
          .thenComparing(found -> found.reading.lasting(), longestFirst())
          .thenComparing(found -> found.distanceM)
          .thenComparing(found -> found.id);

  private final HazardMap map;
  private final Point place;

  /**
   * A zone that the place lies in or near.
   *
   * @param distanceM 0 within it
   */
  private record Found(long id, double distanceM, ZoneReading reading) {
    Picture picture() {
      return reading.depth() == null ? Picture.ofDepth(0) : Picture.of(reading.depth());
    }
  }

  private ZoneJudge(HazardMap map, Point place) {
    this.map = map;
    this.place = place;
  }

  /**
   * What a map says about a place; one finding for each scale that it has there, at least one.
   *
   * @param profile how the zones are read
   * @param ground the map's layer
   * @param place metres in the town's zone
   */
  static List<MapFinding> judge(HazardMap map, Profile profile, Ground ground, Point place) {
    return new ZoneJudge(map, place).findings(ground, profile::read);
  }

  /** The same where zones say nothing but that they are there. */
  static List<MapFinding> judge(HazardMap map, Ground ground, Point place) {
    ZoneReading plain =
        new ZoneReading(
            map.hazard(),
            map.scale(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            map.basis(),
            List.of());
    return new ZoneJudge(map, place).findings(ground, _ -> plain);
  }

  private List<MapFinding> findings(Ground ground, Function<Feature, ZoneReading> read) {
    Map<Optional<Scale>, List<Found>> byScale = new LinkedHashMap<>();
    for (Found found : around(ground, read)) {
      @Nullable Scale own = found.reading.scale();
      byScale
          .computeIfAbsent(
              Optional.ofNullable(own == null ? map.scale() : own), _ -> new ArrayList<>())
          .add(found);
    }
    if (byScale.isEmpty()) {
      return List.of(MapFinding.plain(map, Result.OUT, ground.revision()));
    }
    List<MapFinding> findings = new ArrayList<>(byScale.size());
    byScale.forEach(
        (scale, found) -> findings.add(finding(scale.orElse(null), found, ground.revision())));
    return findings;
  }

  private List<Found> around(Ground ground, Function<Feature, ZoneReading> read) {
    double reachM = map.extent() == Extent.ORIGIN ? ORIGIN_REACH_M : map.accuracyM();
    Envelope box = new Envelope(place.getCoordinate());
    box.expandBy(reachM);
    List<Found> found = new ArrayList<>();
    for (PlaneFeature feature : ground.near(box)) {
      double distanceM = distanceM(feature, reachM);
      if (distanceM <= reachM) {
        found.add(new Found(feature.feature().id(), distanceM, read.apply(feature.feature())));
      }
    }
    return found;
  }

  /** 0 within it; infinite when it is farther away than that. */
  private double distanceM(PlaneFeature feature, double reachM) {
    Coordinate at = place.getCoordinate();
    if (feature.dimension() == 2) {
      if (feature.border().surrounds(at.x, at.y)) {
        return 0;
      }
      if (feature.border().isFarther(at.x, at.y, reachM)) {
        return Double.POSITIVE_INFINITY;
      }
    }
    Geometry plane = feature.plane();
    // Zones that were drawn as lines or points have no inside: the place can only be near.
    return plane.isEmpty()
        ? Double.POSITIVE_INFINITY
        : Math.max(Double.MIN_VALUE, plane.distance(place));
  }

  private MapFinding finding(@Nullable Scale scale, List<Found> all, Revision revision) {
    Result result = result(all);
    List<Found> found =
        all.stream().filter(one -> result(List.of(one)) == result).sorted(WORST_FIRST).toList();
    ZoneReading worst = found.getFirst().reading;
    return new MapFinding(
        map,
        scale,
        result,
        worst.depth(),
        null,
        first(found, ZoneReading::lasting, longestFirst()),
        worst.zone(),
        firstPhenomenon(found),
        first(found, ZoneReading::collapse, ZoneJudge.<Collapse>rank()),
        causes(found),
        found.stream().map(Found::id).limit(MOST_NAMED).toList(),
        worst.basis(),
        revision,
        found.stream()
            .flatMap(one -> one.reading.unread().stream())
            .distinct()
            .limit(MOST_NAMED)
            .toList());
  }

  private Result result(List<Found> found) {
    double nearestM = found.stream().mapToDouble(Found::distanceM).min().orElseThrow();
    if (nearestM == 0) {
      return Result.IN;
    }
    return nearestM <= map.accuracyM() ? Result.NEAR : Result.UNKNOWN; // beyond it: an origin
  }

  private static @Nullable Phenomenon firstPhenomenon(List<Found> worstFirst) {
    return worstFirst.stream()
        .map(found -> found.reading.phenomenon())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static <T> @Nullable T first(
      List<Found> found, Function<ZoneReading, @Nullable T> part, Comparator<@Nullable T> order) {
    return found.stream()
        .map(one -> part.apply(one.reading))
        .filter(Objects::nonNull)
        .min(order)
        .orElse(null);
  }

  private static @Nullable String causes(List<Found> found) {
    String causes =
        found.stream()
            .map(one -> one.reading.cause())
            .filter(Objects::nonNull)
            .distinct()
            .limit(MOST_CAUSES)
            .collect(Collectors.joining("・"));
    return causes.isEmpty() ? null : causes;
  }

  /** As the enum has them, the worse first; nothing last. */
  private static <T extends Comparable<T>> Comparator<@Nullable T> rank() {
    return Comparator.nullsLast(Comparator.naturalOrder());
  }

  private static Comparator<@Nullable Lasting> longestFirst() {
    return Comparator.nullsLast(
        Comparator.comparingDouble(Lasting::fromHours)
            .thenComparingDouble(
                lasting -> lasting.toHours() == null ? Double.POSITIVE_INFINITY : lasting.toHours())
            .reversed());
  }
}
