package org.machizu.snow;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.View;
import org.machizu.config.SnowSettings;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Problem;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeaturePage;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * What somebody may see and do of snow clearing, by the rules of two layers: whoever sees the roads
 * sees their states; whoever sees the snow-clearing routes sees vehicles, progress and reports;
 * whoever may edit these enters snowfalls.
 */
final class SnowSight {
  private final VisibleLayers layers;
  private final FeatureStore features;
  private final SnowSettings settings;

  SnowSight(VisibleLayers layers, FeatureStore features, SnowSettings settings) {
    this.layers = layers;
    this.features = features;
    this.settings = settings;
  }

  /** The roads; for who may not see them they are not there. */
  VisibleLayer roads(Actor actor) {
    return find(actor, settings.roadsLayer());
  }

  /** The routes; for who may not see them they are not there. */
  VisibleLayer routes(Actor actor) {
    return find(actor, settings.routesLayer());
  }

  private VisibleLayer find(Actor actor, String layer) {
    return layers
        .find(actor, layer)
        .orElseThrow(() -> Problem.notFound("layer", layer).asException());
  }

  /** The roads; empty for who may not see them. */
  Optional<VisibleLayer> findRoads(Actor actor) {
    return layers.find(actor, settings.roadsLayer());
  }

  /** Whether the actor is told which vehicle it was. */
  boolean seesVehicles(Actor actor) {
    return layers.find(actor, settings.routesLayer()).isPresent();
  }

  /** Leave to enter snowfalls; without it the routes are not there. */
  EditRight mayEnterSnow(Actor actor) {
    String layer = settings.routesLayer();
    return layers
        .findEditRight(actor, layer)
        .orElseThrow(() -> Problem.notFound("layer", layer).asException());
  }

  /** A road as the View shows it. */
  Optional<Feature> find(View view, long id) {
    return features.find(view, id, null);
  }

  /** What the View shows, one by one. */
  FeatureCursor scan(View view, @Nullable Envelope box) {
    return features.scan(view, within(box), null);
  }

  /** What the View shows, page by page. */
  FeaturePage page(View view, @Nullable Envelope box, @Nullable String after, int limit) {
    return features.query(view, new FeatureQuery(within(box), List.of(), after, limit, null));
  }

  Optional<Envelope> extent(View view) {
    return features.extent(view);
  }

  private static Predicate within(@Nullable Envelope box) {
    return box == null ? new Predicate.Everything() : new Predicate.IntersectsBox(box);
  }

  /** The numbers of the roads of the book that the View shows. */
  Set<Long> ids(View view, @Nullable Envelope box, RoadBook book) {
    Set<Long> ids = new HashSet<>();
    if (view.rows() instanceof Predicate.Everything && view.coarsening() == null) {
      for (SnowRoad road : book.roads()) {
        Envelope place = road.box();
        if (box == null || place != null && place.intersects(box)) {
          ids.add(road.id());
        }
      }
      return ids;
    }
    try (FeatureCursor cursor = scan(view, box)) {
      Feature feature;
      while ((feature = cursor.next()) != null) {
        ids.add(feature.id());
      }
    }
    return ids;
  }
}
