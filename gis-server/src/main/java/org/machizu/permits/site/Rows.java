package org.machizu.permits.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.feature.Feature;
import org.machizu.layers.ground.Ground;
import org.machizu.layers.ground.PlaneFeature;
import org.machizu.permits.checklist.Rule;

/** Lines that look up what is registered of the site's lots. */
final class Rows {
  private static final Geometry NOWHERE = new GeometryFactory().createEmpty(2);

  private Rows() {}

  /** What the lots' own layer says of them. */
  static Outcome ofLots(Rule.LookUp rule, Site site) {
    List<PlaneFeature> lots =
        site.lots().stream().map(lot -> new PlaneFeature(lot, NOWHERE)).toList();
    return judge(rule, lots);
  }

  /** Rows of another layer that name one of the lots. */
  static Outcome ofOthers(Rule.LookUp rule, String by, Site site, Ground ground) {
    return judge(
        rule, site.lots().stream().flatMap(lot -> ofLot(lot, by, ground).stream()).toList());
  }

  private static List<PlaneFeature> ofLot(Feature lot, String by, Ground ground) {
    Object key = lot.get(by);
    return key == null ? List.of() : ground.with(by, key.toString());
  }

  private static Outcome judge(Rule.LookUp rule, List<PlaneFeature> rows) {
    List<Named> named =
        rows.stream()
            .limit(Naming.MOST)
            .map(row -> Naming.of(row, rule.show(), true, Map.of()))
            .toList();
    if (named.isEmpty()) {
      return Outcome.of(Result.OUT, named);
    }
    Feature first = rows.getFirst().feature();
    for (PlaneFeature row : rows) {
      if (rule.unknown().map(match -> match.fits(row.feature())).orElse(false)) {
        return new Outcome(
            Result.UNKNOWN,
            named,
            Naming.values(row.feature(), rule.show()),
            Optional.of(Remark.NO_PLACE),
            Optional.empty());
      }
    }
    return Outcome.of(Result.IN, named).with(Naming.values(first, rule.show()));
  }
}
