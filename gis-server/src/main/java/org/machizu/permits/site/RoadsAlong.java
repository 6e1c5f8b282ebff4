package org.machizu.permits.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.machizu.layers.ground.Ground;
import org.machizu.layers.ground.PlaneFeature;
import org.machizu.permits.checklist.Rule;

/** Lines about roads along the site: frontage and the building line of narrow roads. */
final class RoadsAlong {
  private final Rule.Adjoining rule;
  private final Site site;
  private final Geometry area;
  private final double siteAccuracyM;
  private final double toleranceM;

  /**
   * A road near the site.
   *
   * @param frontageM along how much of the site it runs
   * @param setBackM2 what lies between it and its building line
   */
  private record Along(PlaneFeature road, double widthM, double frontageM, double setBackM2) {
    Named named(List<String> show, boolean certain, boolean line) {
      Map<String, Double> measures = new LinkedHashMap<>();
      measures.put("frontageM", Rounded.toCentimetres(frontageM));
      if (line) {
        measures.put("setbackM2", Rounded.toCentimetres(setBackM2));
      }
      return Naming.of(road, show, certain, measures);
    }
  }

  private RoadsAlong(Rule.Adjoining rule, Site site, double toleranceM) {
    this.rule = rule;
    this.site = site;
    this.area = site.area().orElseThrow();
    this.siteAccuracyM = site.accuracyM();
    this.toleranceM = toleranceM;
  }

  static Outcome judge(Rule.Adjoining rule, Site site, Ground ground, double toleranceM) {
    return new RoadsAlong(rule, site, toleranceM).judge(ground);
  }

  private Outcome judge(Ground ground) {
    List<Along> along = new ArrayList<>();
    List<Along> maybe = new ArrayList<>();
    for (PlaneFeature road : candidates(ground)) {
      Optional<Along> looked = look(road);
      if (looked.isPresent() && looked.get().frontageM() > 0) {
        boolean enough =
            Frontage.isEnough(looked.get().frontageM(), rule.leastFrontageM(), siteAccuracyM);
        (enough ? along : maybe).add(looked.get());
      } else if (looked.isPresent()
          && Frontage.lengthM(site, road, looked.get().widthM(), 2 * toleranceM)
              >= rule.leastFrontageM()) {
        maybe.add(looked.get());
      }
    }
    if (along.isEmpty()) {
      return maybe.isEmpty()
          ? Outcome.of(Result.OUT, List.of())
          : Outcome.of(Result.NEAR, named(maybe, false)).because(Remark.FRONT_UNSURE);
    }
    along.sort(
        Comparator.<Along>comparingDouble(road -> -road.frontageM())
            .thenComparingLong(road -> road.road().feature().id()));
    return in(along);
  }

  private Outcome in(List<Along> along) {
    Along first = along.getFirst();
    Map<String, Object> values =
        new LinkedHashMap<>(Naming.values(first.road().feature(), rule.show()));
    values.put("frontageM", Rounded.toCentimetres(first.frontageM()));
    if (rule.buildingLineM().isEmpty()) {
      return Outcome.of(Result.IN, named(along, true)).with(values);
    }
    List<Along> backing = along.stream().filter(road -> road.setBackM2() > 0.005).toList();
    if (backing.isEmpty()) {
      return Outcome.of(Result.OUT, List.of());
    }
    double all = backing.stream().mapToDouble(Along::setBackM2).sum();
    values.put("setbackM2", Rounded.toCentimetres(all));
    Geometry lines = null;
    for (Along road : backing) {
      Geometry line = strip(road.road()).getBoundary().intersection(area);
      lines = lines == null ? line : lines.union(line);
    }
    Outcome outcome = Outcome.of(Result.IN, named(backing, true)).with(values);
    return lines == null || lines.isEmpty() ? outcome : outcome.drawing(lines);
  }

  private List<PlaneFeature> candidates(Ground ground) {
    Envelope box = area.getEnvelopeInternal().copy();
    box.expandBy(FrontRoads.WIDEST_M / 2 + 2 * toleranceM);
    return ground.near(box).stream()
        .filter(road -> rule.only().map(match -> match.fits(road.feature())).orElse(true))
        .toList();
  }

  private Optional<Along> look(PlaneFeature road) {
    Optional<Double> width = FrontRoads.width(road.feature(), rule.width());
    if (width.isEmpty()) {
      return Optional.empty();
    }
    double apartM = site.distanceM(road, width.get() / 2 + 2 * toleranceM);
    if (Double.isInfinite(apartM)) {
      return Optional.empty();
    }
    double front =
        apartM <= width.get() / 2 + toleranceM
            ? Frontage.lengthM(site, road, width.get(), toleranceM)
            : 0;
    double back =
        front > 0 && rule.buildingLineM().isPresent()
            ? area.intersection(strip(road)).getArea()
            : 0;
    return Optional.of(new Along(road, width.get(), front, back));
  }

  /** From the road's middle to the building line. */
  private Geometry strip(PlaneFeature road) {
    return Frontage.strip(road.plane(), rule.buildingLineM().orElseThrow());
  }

  private List<Named> named(List<Along> roads, boolean certain) {
    return roads.stream()
        .limit(Naming.MOST)
        .map(road -> road.named(rule.show(), certain, rule.buildingLineM().isPresent()))
        .toList();
  }
}
