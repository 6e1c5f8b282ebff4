package org.machizu.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.Rights;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.FeatureVersion;
import org.machizu.layers.HistoryQuery;
import org.machizu.layers.LayerCatalog;

/**
 * Keeps from whoever looks into the log the numbers of features that the layer's rule hides from
 * them. The line itself stays, so that nothing happens unseen; the stored line is never touched, so
 * that the chain can be checked as ever.
 */
public final class WithheldNumbers {
  private final String municipality;
  private final LayerCatalog catalog;
  private final FeatureStore features;
  private final Rights rights;

  public WithheldNumbers(
      String municipality, LayerCatalog catalog, FeatureStore features, Rights rights) {
    this.municipality = municipality;
    this.catalog = catalog;
    this.features = features;
    this.rights = rights;
  }

  /**
   * The lines as the actor may see them. When somebody asks by a number or a reason, lines that
   * would have to withhold it are left out: that they are there would tell it.
   */
  List<AuditLine> shownTo(Actor actor, AuditFilter filter, List<AuditLine> lines) {
    AdminRight right =
        rights
            .administer(actor)
            .orElseThrow(() -> new IllegalStateException(actor + " passed as an administrator"));
    boolean asksForIt = filter.object() != null || filter.reason() != null;
    Map<String, Boolean> known = new HashMap<>();
    List<AuditLine> shown = new ArrayList<>();
    for (AuditLine line : lines) {
      String number = line.object();
      boolean withheld =
          number != null
              && known.computeIfAbsent(
                  line.subject() + " " + number,
                  unused -> isWithheld(right, line.subject(), number));
      if (!withheld) {
        shown.add(line);
      } else if (!asksForIt) {
        shown.add(line.withoutObject());
      }
    }
    return shown;
  }

  private boolean isWithheld(AdminRight right, String subject, String number) {
    if (!LayerId.isValidName(subject) || !number.matches("[0-9]{1,18}")) {
      return false; // an account, a role, a job
    }
    Optional<CataloguedLayer> found = catalog.find(new LayerId(municipality, subject));
    if (found.isEmpty() || found.get().layer().kind().isRaster()) {
      return false;
    }
    CataloguedLayer entry = found.get();
    Predicate named = rights.namedInLogTo(right.actor(), entry.layer(), entry.access());
    return !(named instanceof Predicate.Everything)
        && last(right, entry, Long.parseLong(number)).filter(f -> !named.matches(f)).isPresent();
  }

  /**
   * As the feature stands, or stood before it was deleted; of one that was purged nothing is left.
   */
  private Optional<Feature> last(AdminRight right, CataloguedLayer entry, long id) {
    var view = rights.viewForLog(right, entry.layer());
    Optional<Feature> now = features.find(view, id, null);
    return now.isPresent()
        ? now
        : features.history(view, HistoryQuery.of(id, 1)).changes().stream()
            .findFirst()
            .map(FeatureVersion::before);
  }
}
