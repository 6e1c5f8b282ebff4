package org.machizu.permits.site;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.ground.Ground;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.checklist.Line;
import org.machizu.permits.checklist.Match;
import org.machizu.permits.checklist.Rule;
import org.machizu.permits.checklist.Strictest;

/** Goes through a checklist for a site. */
public final class Judge {
  private final Checklist checklist;
  private final Function<String, Optional<Ground>> grounds;

  /**
   * @param grounds the layers by short id, as the asker sees them; empty for those that they may
   *     not see and for those that are not there, which makes no difference
   */
  public Judge(Checklist checklist, Function<String, Optional<Ground>> grounds) {
    this.checklist = checklist;
    this.grounds = grounds;
  }

  /** One finding for each line, in the checklist's order. */
  public List<Finding> judge(Site site) {
    return checklist.lines().stream().map(line -> judge(line, site)).toList();
  }

  private Finding judge(Line line, Site site) {
    Optional<Ground> ground = line.rule().data().flatMap(grounds);
    double toleranceM = toleranceM(line.toleranceM(), ground, site);
    Optional<Finding.Source> source =
        ground.map(there -> new Finding.Source(there.layer(), there.revision()));
    return new Finding(line, source, toleranceM, outcome(line, site, ground, toleranceM));
  }

  /** Errors of the map and of the site's survey have nothing to do with each other: by squares. */
  private double toleranceM(OptionalDouble own, Optional<Ground> ground, Site site) {
    double map =
        own.orElseGet(() ->
            ground
                .map(there -> there.layer().provenance().accuracyM())
                .orElse(checklist.toleranceM()));
    return Math.hypot(map, site.accuracyM());
  }

  private Outcome outcome(Line line, Site site, Optional<Ground> ground, double toleranceM) {
    Rule rule = line.rule();
    if (rule instanceof Rule.Nothing) {
      return Outcome.unknown(Remark.NO_DATA);
    }
    if (ground.isEmpty()) {
      return Outcome.unknown(Remark.NO_LAYER);
    }
    if (!lacking(rule, ground.get().layer().schema()).isEmpty()) {
      return Outcome.unknown(Remark.NO_ATTRIBUTE);
    }
    if (rule instanceof Rule.LookUp lookUp && lookUp.by().isEmpty()) {
      return Rows.ofLots(lookUp, site);
    }
    if (site.area().isEmpty()) {
      return Outcome.unknown(Remark.NO_PLACE);
    }
    return placed(line, site, ground.get(), toleranceM);
  }

  private Outcome placed(Line line, Site site, Ground ground, double toleranceM) {
    return switch (line.rule()) {
      case Rule.Inside rule -> Areas.inside(rule, site, ground, toleranceM);
      case Rule.Overlap rule -> Areas.overlap(rule, site, ground, toleranceM);
      case Rule.Within rule -> Areas.within(rule, site, ground, toleranceM);
      case Rule.Share rule -> share(rule, site, ground, toleranceM);
      case Rule.Adjoining rule -> RoadsAlong.judge(rule, site, ground, toleranceM);
      case Rule.Network rule -> Pipes.judge(rule, site, ground, toleranceM);
      case Rule.LookUp rule -> Rows.ofOthers(rule, rule.by().orElseThrow(), site, ground);
      case Rule.Nothing _ -> Outcome.unknown(Remark.NO_DATA);
    };
  }

  private Outcome share(Rule.Share rule, Site site, Ground ground, double toleranceM) {
    Optional<FrontRoads> front =
        rule.cap()
            .flatMap(cap ->
                grounds
                    .apply(cap.roads())
                    .map(roads ->
                        FrontRoads.of(
                            cap,
                            site,
                            roads,
                            toleranceM(OptionalDouble.empty(), Optional.of(roads), site))));
    return new Shares(rule, site, Areas.reaching(site, ground, toleranceM)).outcome(front);
  }

  /**
   * Attributes that a rule cannot do without and that the layer does not show.
   *
   * @param schema what the asker sees of the layer
   */
  public static Set<String> lacking(Rule rule, Schema schema) {
    Set<String> needed = new TreeSet<>();
    switch (rule) {
      case Rule.Inside inside ->
          inside.strictest().map(Strictest::attribute).ifPresent(needed::add);
      case Rule.Share share -> {
        needed.add(share.majority());
        needed.addAll(share.weighted());
      }
      case Rule.Adjoining along -> {
        needed.add(along.width());
        along.only().map(Match::attribute).ifPresent(needed::add);
      }
      case Rule.LookUp lookUp -> {
        lookUp.by().ifPresent(needed::add);
        lookUp.unknown().map(Match::attribute).ifPresent(needed::add);
      }
      case Rule.Overlap _, Rule.Within _, Rule.Network _, Rule.Nothing _ -> {}
    }
    needed.removeIf(name -> schema.indexOf(name) >= 0);
    return needed;
  }
}
