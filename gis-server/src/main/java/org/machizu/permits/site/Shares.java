package org.machizu.permits.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.machizu.geo.feature.Feature;
import org.machizu.permits.checklist.Rule;

/**
 * Areas that divide a site among them. The larger share decides the use (建築基準法91条), numbers are
 * weighted by the shares (52条7項, 53条2項), each capped by the front road first (52条2項).
 */
final class Shares {
  /** What is missing of the whole by rounding is no part that lies outside. */
  private static final double WHOLE = 0.999;

  private final Rule.Share rule;
  private final Site site;
  private final double siteM2;
  private final List<Lie> sure;
  private final List<Lie> doubtful;

  /**
   * @param reaching the weightiest first
   */
  Shares(Rule.Share rule, Site site, List<Lie> reaching) {
    this.rule = rule;
    this.site = site;
    this.siteM2 = site.area().orElseThrow().getArea();
    this.sure = reaching.stream().filter(Lie::certain).toList();
    this.doubtful = reaching.stream().filter(lie -> !lie.certain()).toList();
  }

  /**
   * @param front the widest front road; empty when the rule has no cap, or nobody knows the roads
   */
  Outcome outcome(Optional<FrontRoads> front) {
    List<Named> named =
        Stream.concat(sure.stream(), doubtful.stream())
            .limit(Naming.MOST)
            .map(lie -> Naming.ofLie(lie, rule.show(), site))
            .toList();
    if (sure.isEmpty() && doubtful.isEmpty()) {
      return Outcome.of(Result.OUT, named);
    }
    if (sure.isEmpty()) {
      return Outcome.of(Result.NEAR, named).because(Remark.MAY_REACH);
    }
    if (!doubtful.isEmpty()) {
      return Outcome.of(Result.NEAR, named).with(values(front)).because(Remark.MAY_REACH);
    }
    if (!majorityIsSure()) {
      return Outcome.of(Result.NEAR, named).with(values(front)).because(Remark.MAJORITY_UNSURE);
    }
    if (!isCovered()) {
      return Outcome.of(Result.NEAR, named).with(majority()).because(Remark.PARTLY_OUTSIDE);
    }
    Outcome outcome = Outcome.of(Result.IN, named).with(values(front));
    return remark(front).map(outcome::because).orElse(outcome);
  }

  /** Whether the first is the largest wherever the true borders are. */
  private boolean majorityIsSure() {
    double others = siteM2 - sure.getFirst().least();
    return sure.size() == 1 || sure.getFirst().least() > others || sameUse();
  }

  private boolean sameUse() {
    return sure.stream().map(lie -> String.valueOf(use(lie))).distinct().count() == 1;
  }

  private boolean isCovered() {
    return sure.stream().mapToDouble(Lie::amount).sum() >= WHOLE * siteM2;
  }

  private Object use(Lie lie) {
    Object use = lie.of().feature().get(rule.majority());
    return use == null ? "" : use;
  }

  private Map<String, Object> majority() {
    return Map.of(rule.majority(), use(sure.getFirst()));
  }

  private Map<String, Object> values(Optional<FrontRoads> front) {
    Map<String, Object> values = new LinkedHashMap<>(majority());
    for (String attribute : rule.weighted()) {
      weighted(attribute, front).ifPresent(value -> values.put(attribute, value));
    }
    front
        .filter(roads -> roads.widthM().isPresent())
        .ifPresent(roads -> values.put("frontRoadWidthM", roads.widthM().getAsDouble()));
    return values;
  }

  private Optional<Double> weighted(String attribute, Optional<FrontRoads> front) {
    double sum = 0;
    double coveredM2 = 0;
    for (Lie lie : sure) {
      Feature zone = lie.of().feature();
      if (!(zone.get(attribute) instanceof Number number)) {
        return Optional.empty();
      }
      sum += lie.amount() * Math.min(number.doubleValue(), highest(attribute, zone, front));
      coveredM2 += lie.amount();
    }
    return coveredM2 == 0 ? Optional.empty() : Optional.of(Rounded.cut(sum / coveredM2));
  }

  private double highest(String attribute, Feature zone, Optional<FrontRoads> front) {
    return front
        .filter(roads -> roads.cap().attribute().equals(attribute))
        .map(roads -> roads.highest(String.valueOf(zone.get(rule.majority()))))
        .orElse(Double.POSITIVE_INFINITY);
  }

  private Optional<Remark> remark(Optional<FrontRoads> front) {
    if (rule.cap().isEmpty()) {
      return Optional.empty();
    }
    if (front.isEmpty() || front.get().widthM().isEmpty()) {
      return Optional.of(Remark.NO_FRONT_ROAD);
    }
    String attribute = rule.cap().get().attribute();
    boolean capped =
        sure.stream()
            .map(lie -> lie.of().feature())
            .anyMatch(zone ->
                zone.get(attribute) instanceof Number number
                    && number.doubleValue() > highest(attribute, zone, front));
    return capped ? Optional.of(Remark.CAPPED_BY_ROAD) : Optional.empty();
  }
}
