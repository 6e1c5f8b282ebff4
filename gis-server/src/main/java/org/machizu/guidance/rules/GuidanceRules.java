package org.machizu.guidance.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.machizu.hazard.kind.Hazard;

/**
 * The rules of guidance, as {@code rules.yaml} has them; every number's reason stands there.
 *
 * @param paces by mode
 * @param zones the first that fits counts
 * @param underpassFor fleeing from these, an underpass is forbidden
 * @param snow by state; none where it makes no difference
 * @param roads what a road's own attributes mean; all that fit count
 */
public record GuidanceRules(
    Map<Mode, Pace> paces,
    List<ZoneRule> zones,
    Set<Hazard> underpassFor,
    Map<Snowed, Effect> snow,
    List<RoadRule> roads,
    Distances distances,
    Others others) {

  /**
   * How fast somebody gets about.
   *
   * @param speedMps on a level, dry road
   * @param mostMinutes a longer way is not proposed
   */
  public record Pace(double speedMps, double mostMinutes) {}

  /**
   * What zones of a kind mean.
   *
   * @param asked what people flee from
   * @param zone the kind of the zone
   */
  public record ZoneRule(Set<Hazard> asked, Hazard zone, Set<Danger> dangers, Effect effect) {}

  /**
   * What a road itself means.
   *
   * @param code as warnings name it; empty: it is not told
   * @param asked fleeing from these
   * @param narrowerThanM only roads narrower than this; infinite: the width makes no difference
   * @param column only roads that have one of the words in this attribute; empty: all
   * @param impassable modes that cannot go there at all, whatever happens
   */
  public record RoadRule(
      String code,
      Set<Hazard> asked,
      double narrowerThanM,
      String column,
      List<String> words,
      Effect effect,
      Set<Mode> impassable) {}

  /**
   * How far things reach.
   *
   * @param startToRoadM no way begins at a road farther off
   * @param refugeToRoadM nor ends at one
   * @param otherRoadM roads so much farther than the nearest may be taken too
   * @param outsideM so far from every zone a place is outside: what a phone's position may be wrong
   *     by
   * @param closurePointM a closed point closes the road so far both ways
   * @param closureBesideM a road within this of a closed line is closed with it
   * @param underpassM an underpass is so long from its middle
   * @param gaugeReachM where no map has a river's floods: along the river so far up and down from
   *     the gauge
   * @param gaugeBesideM and so far on both sides
   * @param gaugeAgeHours an older reading is no news
   */
  public record Distances(
      double startToRoadM,
      double refugeToRoadM,
      double otherRoadM,
      double outsideM,
      double closurePointM,
      double closureBesideM,
      double underpassM,
      double gaugeReachM,
      double gaugeBesideM,
      double gaugeAgeHours) {}

  /**
   * What weighs besides.
   *
   * @param everyWay where every way is forbidden, a forbidden stretch counts so many times
   * @param leaving the way out of the zone that one stands in counts so many times
   * @param upperFloorSeconds a refuge of which only upper floors are of use counts as so much
   *     farther
   * @param stairsSeconds and for a wheelchair so much more, where no lift is known
   * @param roundabout off the road one walks so many times the straight distance
   * @param penalty another way: by how much known roads become dearer
   * @param mostTimes and how many times as long it may be
   * @param mostShared and which part of it may be known already
   * @param tries searches for other ways at most
   */
  public record Others(
      double everyWay,
      double leaving,
      double upperFloorSeconds,
      double stairsSeconds,
      double roundabout,
      double penalty,
      double mostTimes,
      double mostShared,
      int tries) {}

  public GuidanceRules {
    paces = Map.copyOf(paces);
    zones = List.copyOf(zones);
    underpassFor = Set.copyOf(underpassFor);
    snow = Map.copyOf(snow);
    roads = List.copyOf(roads);
  }

  public Pace pace(Mode mode) {
    Pace pace = paces.get(mode);
    if (pace == null) {
      throw new IllegalStateException("the rules have no pace for " + mode.word());
    }
    return pace;
  }

  /** What a zone means for whoever flees from something. */
  public Effect ofZone(Hazard asked, Hazard zone, Danger danger) {
    return zones.stream()
        .filter(rule -> rule.zone() == zone)
        .filter(rule -> rule.asked().contains(asked) && rule.dangers().contains(danger))
        .findFirst()
        .map(ZoneRule::effect)
        .orElse(Effect.NONE);
  }
}
