package org.machizu.cap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;
import org.machizu.access.Actor;
import org.machizu.access.View;
import org.machizu.config.CapAreas;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Expression.Literal;
import org.machizu.geo.filter.Expression.Property;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.sensors.notify.Situation;

/**
 * Areas that stand in a layer, each under the number of a gauge or the name of a section. They are
 * read as the public reads them, since everybody reads what is made of them; a layer that is not
 * public has none.
 */
final class LayerAreas implements Areas {
  /** So many of an alert are told, the largest. */
  static final int MOST = 20;

  /** So many features are looked at. */
  private static final int MOST_READ = 200;

  /** A polygon with more corners is told with fewer. */
  private static final int MOST_CORNERS = 500;

  /** About ten metres: nobody reads a boundary of an alert more exactly. */
  private static final double TOLERANCE_DEGREES = 0.0001;

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final CapAreas settings;

  LayerAreas(VisibleLayers layers, FeatureStore features, CapAreas settings) {
    this.layers = layers;
    this.features = features;
    this.settings = settings;
  }

  @Override
  public List<Polygon> of(Situation situation) {
    Optional<View> view = layers.find(Actor.PUBLIC, settings.layer()).map(VisibleLayer::view);
    if (view.isEmpty() || view.get().askable().find(settings.key()).isEmpty()) {
      return List.of();
    }
    List<Literal> names =
        Stream.concat(Stream.of(situation.gauge()), situation.section().stream())
            .map(Literal::new)
            .toList();
    Predicate ofGauge = new Predicate.In(new Property(settings.key()), names);
    List<Polygon> found = new ArrayList<>();
    try (FeatureCursor cursor = features.scan(view.get(), ofGauge, null)) {
      Feature feature;
      for (int read = 0; read < MOST_READ && (feature = cursor.next()) != null; read++) {
        if (feature.geometry() != null) {
          add(found, feature.geometry());
        }
      }
    }
    return found.stream()
        .sorted(Comparator.comparingDouble(Polygon::getArea).reversed())
        .limit(MOST)
        .toList();
  }

  private static void add(List<Polygon> found, Geometry geometry) {
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      if (geometry.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
        found.add(simple(polygon));
      }
    }
  }

  private static Polygon simple(Polygon polygon) {
    Geometry shape = polygon;
    for (double tolerance = TOLERANCE_DEGREES;
        corners(shape) > MOST_CORNERS && tolerance < 1;
        tolerance *= 4) {
      shape = TopologyPreservingSimplifier.simplify(polygon, tolerance);
    }
    return shape instanceof Polygon simple && !simple.isEmpty() ? simple : polygon;
  }

  private static int corners(Geometry shape) {
    return shape instanceof Polygon polygon ? polygon.getExteriorRing().getNumPoints() : 0;
  }
}
