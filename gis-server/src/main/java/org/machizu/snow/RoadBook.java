package org.machizu.snow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.machizu.access.Actor;
import org.machizu.access.View;
import org.machizu.config.SnowColumns;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.geo.network.Road.Travel;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** The roads of the town as the server itself sees them. Immutable. */
final class RoadBook {
  /** Roads beyond these have no state: so many are kept in memory. */
  static final int MOST_ROADS = 200_000;

  private static final Map<String, Travel> TRAVELS =
      Map.of("順", Travel.FORWARD, "逆", Travel.BACKWARD);

  private final Map<Long, SnowRoad> byId;
  private final Map<String, List<SnowRoad>> bySection = new HashMap<>();

  private RoadBook(Map<Long, SnowRoad> byId) {
    this.byId = byId;
    for (SnowRoad road : byId.values()) {
      if (road.section() != null) {
        bySection.computeIfAbsent(road.section(), _ -> new ArrayList<>()).add(road);
      }
    }
  }

  static RoadBook of(Collection<SnowRoad> roads) {
    Map<Long, SnowRoad> byId = new HashMap<>();
    roads.forEach(road -> byId.put(road.id(), road));
    return new RoadBook(byId);
  }

  /** Reads the roads as they stand; none when there is no such layer. */
  static RoadBook read(Snow.Ports ports, String layer, SnowColumns columns) {
    Optional<View> view = ports.layers().find(Actor.OPERATOR, layer).map(VisibleLayer::view);
    if (view.isEmpty()) {
      return of(List.of());
    }
    Map<Long, SnowRoad> byId = new HashMap<>();
    PlaneMeasure measure = null;
    try (FeatureCursor cursor =
        ports.features().scan(view.get(), new Predicate.Everything(), null)) {
      Feature feature;
      while ((feature = cursor.next()) != null && byId.size() < MOST_ROADS) {
        Geometry geometry = feature.geometry();
        if (geometry == null || geometry.isEmpty()) {
          continue;
        }
        if (measure == null) {
          measure = measure(ports.zone(), geometry);
        }
        SnowRoad road = road(feature, geometry, columns, measure);
        if (!road.lengthsM().isEmpty()) {
          byId.put(road.id(), road);
        }
      }
      return new RoadBook(byId);
    }
  }

  /** In the town's zone, or where it has none, in the nearest: lengths hardly differ. */
  static PlaneMeasure measure(Optional<Crs> zone, Geometry geometry) {
    var place = geometry.getCoordinate();
    return PlaneMeasure.inZone(
        zone.flatMap(Crs::planeZone).orElseGet(() -> PlaneZone.nearest(place.x, place.y).number()));
  }

  /** Parts that are no lines are passed over, as by whoever matches positions with roads. */
  private static SnowRoad road(
      Feature feature, Geometry geometry, SnowColumns columns, PlaneMeasure measure) {
    List<Double> lengthsM = new ArrayList<>();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      if (geometry.getGeometryN(i) instanceof LineString line) {
        lengthsM.add(measure.lengthM(line));
      }
    }
    Object section = feature.get(columns.section());
    return new SnowRoad(
        feature.id(),
        section == null ? null : section.toString(),
        travel(feature.get(columns.oneWay())),
        width(feature.get(columns.width())),
        lengthsM,
        Envelope.of(geometry).orElse(null));
  }

  private static @Nullable Double width(@Nullable Object value) {
    return value instanceof Number number && number.doubleValue() > 0
        ? Double.valueOf(number.doubleValue())
        : null;
  }

  /** 順 and 逆, along the line and against it; anything else is no one-way road. */
  private static Travel travel(@Nullable Object value) {
    return TRAVELS.getOrDefault(String.valueOf(value).strip(), Travel.BOTH_WAYS);
  }

  Optional<SnowRoad> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The roads of a number in the routes' layer; usually one. */
  List<SnowRoad> ofSection(String section) {
    return bySection.getOrDefault(section, List.of());
  }

  Collection<SnowRoad> roads() {
    return byId.values();
  }
}
