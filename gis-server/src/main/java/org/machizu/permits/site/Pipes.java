package org.machizu.permits.site;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;
import org.machizu.layers.ground.Ground;
import org.machizu.layers.ground.PlaneFeature;
import org.machizu.permits.checklist.Rule;

/** Lines about pipes near the site. */
final class Pipes {
  /** Where there is none near enough, the nearest within this many times the distance is told. */
  private static final double LOOK_AROUND = 5;

  private Pipes() {}

  private record Near(PlaneFeature pipe, double distanceM) {}

  static Outcome judge(Rule.Network rule, Site site, Ground ground, double toleranceM) {
    List<Near> near = near(site, ground, rule.withinM() + toleranceM);
    List<Near> sure =
        near.stream().filter(pipe -> pipe.distanceM() <= rule.withinM() - toleranceM).toList();
    if (!sure.isEmpty()) {
      return outcome(Result.IN, sure, rule);
    }
    if (!near.isEmpty()) {
      return outcome(Result.NEAR, near, rule).because(Remark.MAY_REACH);
    }
    List<Near> around = near(site, ground, LOOK_AROUND * rule.withinM());
    return around.isEmpty()
        ? Outcome.of(Result.OUT, List.of())
        : outcome(Result.OUT, around.subList(0, 1), rule);
  }

  private static List<Near> near(Site site, Ground ground, double withinM) {
    Envelope box = site.area().orElseThrow().getEnvelopeInternal().copy();
    box.expandBy(withinM);
    return ground.near(box).stream()
        .map(pipe -> new Near(pipe, site.distanceM(pipe, withinM)))
        .filter(pipe -> pipe.distanceM() <= withinM)
        .sorted(
            Comparator.comparingDouble(Near::distanceM)
                .thenComparingLong(pipe -> pipe.pipe().feature().id()))
        .toList();
  }

  private static Outcome outcome(Result result, List<Near> pipes, Rule.Network rule) {
    Near first = pipes.getFirst();
    double distanceM = Rounded.toCentimetres(first.distanceM());
    return Outcome.of(
            result,
            pipes.stream()
                .limit(rule.most())
                .map(pipe ->
                    Naming.of(
                        pipe.pipe(),
                        rule.show(),
                        result != Result.NEAR,
                        Map.of("distanceM", Rounded.toCentimetres(pipe.distanceM()))))
                .toList())
        .with(Naming.values(first.pipe().feature(), rule.show()))
        .with(Map.of("distanceM", distanceM));
  }
}
