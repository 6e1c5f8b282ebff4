package org.machizu.guidance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.guidance.Guidance.Route;
import org.machizu.guidance.Question.UpperFloor;
import org.machizu.guidance.roads.Mark;
import org.machizu.guidance.rules.Danger;
import org.machizu.guidance.rules.GuidanceRules;
import org.machizu.hazard.kind.Hazard;

/**
 * Whether going is safer than staying, by what the maps say of the place itself. Source:
 * 内閣府「避難情報に関する ガイドライン」: in danger one leaves early (立退き避難); who is outside the zones need not; once
 * water is there, one goes up (緊急安全確保) but where the house itself may fall or be covered.
 */
final class Judgement {
  /** Floors of a house: with less water than this the upper floor stays dry. */
  private static final double UPPER_FLOOR_M = 3;

  private static final double SHALLOW_M = 0.5;

  private final Situation situation;
  private final Question question;
  private final Passage passage;
  private final Set<Mark> here;
  private final Set<Mark> around;

  Judgement(Situation situation, Question question, Passage passage, Coordinate plane) {
    this.situation = situation;
    this.question = question;
    this.passage = passage;
    this.here = situation.roads().marked().at(plane);
    this.around =
        situation.roads().marked().around(plane, situation.roads().rules().distances().outsideM());
  }

  /**
   * @param allowed whether the routes keep clear of what is forbidden
   * @param open whether they lead to open refuges
   * @param anyOpen whether any refuge that suits is open
   */
  Reason reason(boolean allowed, boolean open, boolean anyOpen, List<Route> routes) {
    boolean water = here.stream().anyMatch(passage.flooded()::contains);
    if (water) {
      return inDanger();
    }
    boolean isOutside = isOutside();
    if (allowed && !routes.isEmpty()) {
      return isOutside ? Reason.OUTSIDE_ZONES : going(open, anyOpen, routes);
    }
    if (routes.isEmpty() && isOutside) {
      return Reason.OUTSIDE_ZONES;
    }
    if (zonesHere().isEmpty()) {
      return routes.isEmpty()
          ? Reason.NO_REFUGE
          : isMapped() ? Reason.CUT_OFF : Reason.EVERY_WAY_FORBIDDEN;
    }
    return inDanger();
  }

  private boolean isMapped() {
    return situation.roads().mapped().contains(question.hazard());
  }

  private boolean isOutside() {
    return isMapped() && around.stream().noneMatch(this::isDanger);
  }

  /** Whether a mark says anything to whoever flees from the hazard. */
  private boolean isDanger(Mark mark) {
    GuidanceRules rules = situation.roads().rules();
    return passage.flooded().contains(mark)
        || (mark instanceof Mark.Zone zone
            && (zone.hazard() == question.hazard()
                || rules.ofZone(question.hazard(), zone.hazard(), zone.danger()).of(question.mode())
                    > 1));
  }

  private List<Mark.Zone> zonesHere() {
    return here.stream()
        .filter(Mark.Zone.class::isInstance)
        .map(Mark.Zone.class::cast)
        .filter(this::isDanger)
        .toList();
  }

  private Reason going(boolean open, boolean anyOpen, List<Route> routes) {
    if (!open) {
      return anyOpen ? Reason.OPEN_CUT_OFF : Reason.NONE_OPEN;
    }
    if (!isMapped()) {
      return Reason.NO_MAP;
    }
    if (question.hazard() == Hazard.LANDSLIDE && isIn(Danger.YELLOW, Danger.RED)) {
      return Reason.LEAVE_ZONE;
    }
    boolean through =
        routes.getFirst().warnings().stream().anyMatch(w -> w.code().endsWith("_zone"));
    return through ? Reason.THROUGH_ZONE : Reason.WAY_CLEAR;
  }

  private boolean isIn(Danger... dangers) {
    return zonesHere().stream().anyMatch(zone -> List.of(dangers).contains(zone.danger()));
  }

  /** Water may be here, or every way is forbidden, and this place is in a zone itself. */
  private Reason inDanger() {
    if (isIn(Danger.COLLAPSE)) {
      return Reason.COLLAPSE_ZONE;
    }
    if (isIn(Danger.RED)) {
      return Reason.RED_ZONE;
    }
    Optional<Double> deepest =
        zonesHere().stream()
            .filter(zone -> zone.danger() == Danger.SHALLOW || zone.danger() == Danger.DEEP)
            .map(Mark.Zone::depthToM)
            .filter(depthM -> !depthM.isNaN())
            .max(Comparator.naturalOrder());
    if (deepest.isPresent() && deepest.get() > UPPER_FLOOR_M) {
      return Reason.TOO_DEEP;
    }
    if (deepest.isEmpty() && isIn(Danger.YELLOW)) {
      return Reason.AWAY_FROM_SLOPE;
    }
    if (deepest.isPresent() && deepest.get() <= SHALLOW_M) {
      return Reason.SHALLOW_WATER;
    }
    return question.upperFloor() == UpperFloor.NO
        ? Reason.NO_UPPER_FLOOR
        : deepest.isPresent() && question.upperFloor() == UpperFloor.YES
            ? Reason.UPPER_FLOOR
            : Reason.UPPER_FLOOR_IF_ANY;
  }
}
