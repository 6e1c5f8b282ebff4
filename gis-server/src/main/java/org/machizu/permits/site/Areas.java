package org.machizu.permits.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import org.machizu.layers.ground.Ground;
import org.machizu.layers.ground.PlaneFeature;
import org.machizu.permits.checklist.Rule;
import org.machizu.permits.checklist.Strictest;

/** Lines about areas that cover the site or reach into it, and about what lies near it. */
final class Areas {
  private Areas() {}

  static Outcome inside(Rule.Inside rule, Site site, Ground ground, double toleranceM) {
    List<Lie> reaching = reaching(site, ground, toleranceM);
    return rule.strictest()
        .map(strictest -> strictest(rule, strictest, site, reaching))
        .orElseGet(() -> plain(reaching, rule.show(), site));
  }

  static Outcome overlap(Rule.Overlap rule, Site site, Ground ground, double toleranceM) {
    return plain(reaching(site, ground, toleranceM), rule.show(), site);
  }

  static Outcome within(Rule.Within rule, Site site, Ground ground, double toleranceM) {
    List<Lie> close = lies(site, ground, rule.distanceM() + toleranceM, toleranceM);
    List<Lie> sure =
        close.stream().filter(lie -> lie.distanceM() <= rule.distanceM() - toleranceM).toList();
    List<Lie> told = sure.isEmpty() ? close : sure;
    Outcome outcome =
        Outcome.of(
            sure.isEmpty() ? (close.isEmpty() ? Result.OUT : Result.NEAR) : Result.IN,
            told.stream()
                .sorted(Comparator.comparingDouble(Lie::distanceM).thenComparing(Naming.byWeight()))
                .limit(Naming.MOST)
                .map(lie -> Naming.ofLie(lie, rule.show(), site))
                .toList());
    return outcome.result() == Result.NEAR ? outcome.because(Remark.MAY_REACH) : outcome;
  }

  /** Everything that reaches the site, or may: no farther from it than the map is exact. */
  static List<Lie> reaching(Site site, Ground ground, double toleranceM) {
    return lies(site, ground, toleranceM, toleranceM);
  }

  private static List<Lie> lies(Site site, Ground ground, double withinM, double toleranceM) {
    Envelope box = site.area().orElseThrow().getEnvelopeInternal().copy();
    box.expandBy(withinM);
    List<Lie> all = new ArrayList<>();
    for (PlaneFeature feature : ground.near(box)) {
      Lie lie = Lie.of(site, feature, withinM, toleranceM);
      if (lie.distanceM() <= withinM) {
        all.add(lie);
      }
    }
    all.sort(Naming.byWeight());
    return all;
  }

  /** Certain ones, when there are any; else those that may reach the site. */
  private static Outcome plain(List<Lie> reaching, List<String> show, Site site) {
    List<Lie> sure = reaching.stream().filter(Lie::certain).toList();
    if (sure.isEmpty()) {
      Outcome none =
          Outcome.of(reaching.isEmpty() ? Result.OUT : Result.NEAR, named(reaching, show, site));
      return reaching.isEmpty() ? none : none.because(Remark.MAY_REACH);
    }
    return Outcome.of(Result.IN, named(sure, show, site))
        .with(Naming.values(sure.getFirst().of().feature(), show))
        .with(amount(sure.getFirst()));
  }

  private static Map<String, Object> amount(Lie lie) {
    boolean area = lie.of().dimension() == 2;
    return Map.of(area ? "areaM2" : "lengthM", Rounded.toCentimetres(lie.amount()));
  }

  private static List<Named> named(List<Lie> lies, List<String> show, Site site) {
    return lies.stream().limit(Naming.MOST).map(lie -> Naming.ofLie(lie, show, site)).toList();
  }

  private static Outcome strictest(
      Rule.Inside rule, Strictest strictest, Site site, List<Lie> reaching) {
    Comparator<Lie> order =
        Comparator.<Lie>comparingDouble(lie -> -strictest.rank(lie.of().feature()))
            .thenComparing(Naming.byWeight());
    List<Lie> sure = reaching.stream().filter(Lie::certain).sorted(order).toList();
    if (sure.isEmpty()) {
      return plain(reaching.stream().sorted(order).toList(), rule.show(), site);
    }
    double certainRank = strictest.rank(sure.getFirst().of().feature());
    List<Lie> stricter =
        reaching.stream()
            .filter(lie -> !lie.certain() && strictest.rank(lie.of().feature()) > certainRank)
            .sorted(order)
            .toList();
    Outcome outcome =
        Outcome.of(
                stricter.isEmpty() || !strictest.near() ? Result.IN : Result.NEAR,
                named(Stream.concat(sure.stream(), stricter.stream()).toList(), rule.show(), site))
            .with(Naming.values(sure.getFirst().of().feature(), rule.show()))
            .with(amount(sure.getFirst()));
    return stricter.isEmpty() ? outcome : outcome.because(Remark.MAY_BE_STRICTER);
  }
}
