package org.machizu.permits;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.Feature;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.layers.ground.Ground;
import org.machizu.layers.ground.Grounds;
import org.machizu.layers.ground.HeldGround;
import org.machizu.layers.ground.PlaneFeature;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.site.Finding;
import org.machizu.permits.site.Judge;
import org.machizu.permits.site.Site;

/** Answers about sites, as each asker may know. */
final class SiteEnquiry {
  private final VisibleLayers layers;
  private final SiteFinder finder;
  private final Grounds grounds;
  private final Optional<Crs> zone;
  private final Checklists checklists;
  private final Clock clock;
  private final Map<Integer, PlaneMeasure> measures = new ConcurrentHashMap<>();

  /**
   * @param zone the town's; empty: the nearest to each site
   * @param grounds the layers, as far as they are held in memory
   */
  SiteEnquiry(
      VisibleLayers layers,
      FeatureStore features,
      Grounds grounds,
      Optional<Crs> zone,
      Checklists checklists,
      Clock clock) {
    this.layers = layers;
    this.finder = new SiteFinder(features);
    this.grounds = grounds;
    this.zone = zone;
    this.checklists = checklists;
    this.clock = clock;
  }

  /**
   * Answers about lots.
   *
   * @param asOf the moment to answer about; null: now
   */
  SiteReport ofLots(Actor actor, List<Long> ids, @Nullable Instant asOf) {
    return ofLots(actor, checklists.inForce().checklist(), ids, asOf);
  }

  /** Answers about lots by a checklist that need not be in force. */
  SiteReport ofLots(Actor actor, Checklist list, List<Long> ids, @Nullable Instant asOf) {
    VisibleLayer lots = lotsLayer(actor, list);
    if (asOf == null && zone.isPresent()) {
      PlaneMeasure measure = measure(List.of());
      Optional<List<PlaneFeature>> held = held(lots, ids, measure);
      if (held.isPresent()) {
        return answer(actor, list, lots, held.get(), measure, null);
      }
    }
    return answer(actor, list, lots, finder.lots(lots, ids, asOf), asOf);
  }

  /** Answers about the lot at a place. */
  SiteReport at(Actor actor, Coordinate lonLat, @Nullable Instant asOf) {
    Checklist list = checklists.inForce().checklist();
    VisibleLayer lots = lotsLayer(actor, list);
    return answer(actor, list, lots, finder.lotAt(lots, lonLat, asOf), asOf);
  }

  /** The layers of features by short id, as somebody sees them. */
  Function<String, Optional<VisibleLayer>> visible(Actor actor) {
    return name ->
        layers.find(actor, name).filter(layer -> !layer.entry().layer().kind().isRaster());
  }

  private VisibleLayer lotsLayer(Actor actor, Checklist list) {
    return layers
        .find(actor, list.site().layer())
        .orElseThrow(() ->
            PermitProblems.noLot("there is no layer '%s' of lots".formatted(list.site().layer()))
                .asException());
  }

  /** The lots from memory; empty when one of them is not there, which the store is to tell. */
  private Optional<List<PlaneFeature>> held(
      VisibleLayer lots, List<Long> ids, PlaneMeasure measure) {
    List<Long> distinct = ids.stream().distinct().toList();
    return distinct.size() > SiteFinder.MOST_LOTS
        ? Optional.empty()
        : grounds.held(lots, measure).flatMap(ground -> ground.find(distinct));
  }

  private SiteReport answer(
      Actor actor, Checklist list, VisibleLayer lots, List<Feature> found, @Nullable Instant asOf) {
    PlaneMeasure measure = measure(found);
    List<PlaneFeature> placed = found.stream().map(lot -> HeldGround.placed(lot, measure)).toList();
    return answer(actor, list, lots, placed, measure, asOf);
  }

  private SiteReport answer(
      Actor actor,
      Checklist list,
      VisibleLayer lots,
      List<PlaneFeature> placed,
      PlaneMeasure measure,
      @Nullable Instant asOf) {
    Site site = SiteFinder.site(placed, list, lots);
    Map<String, Optional<Ground>> seen = new HashMap<>();
    Judge judge =
        new Judge(
            list,
            name ->
                seen.computeIfAbsent(
                    name,
                    _ ->
                        visible(actor).apply(name).map(layer -> grounds.of(layer, measure, asOf))));
    List<Finding> findings = judge.judge(site);
    return new SiteReport(site, clock.instant(), asOf, list, measure, findings);
  }

  /** In the town's zone; a lot without a place is measured nowhere. */
  private PlaneMeasure measure(List<Feature> lots) {
    int number =
        zone.flatMap(Crs::planeZone)
            .orElseGet(() ->
                lots.stream()
                    .map(Feature::geometry)
                    .filter(geometry -> geometry != null && !geometry.isEmpty())
                    .findFirst()
                    .map(SiteEnquiry::nearest)
                    .orElse(1));
    return measures.computeIfAbsent(number, PlaneMeasure::inZone);
  }

  private static int nearest(@Nullable Geometry geometry) {
    if (geometry == null) {
      return 1;
    }
    Coordinate place = geometry.getCoordinate();
    return PlaneZone.nearest(place.x, place.y).number();
  }
}
