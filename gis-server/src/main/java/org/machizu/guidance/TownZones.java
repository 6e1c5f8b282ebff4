package org.machizu.guidance;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.guidance.roads.Mark;
import org.machizu.guidance.roads.MarkedArea;
import org.machizu.guidance.rules.Danger;
import org.machizu.hazard.HazardMap;
import org.machizu.hazard.Hazards;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Depth;
import org.machizu.hazard.profile.Extent;
import org.machizu.hazard.profile.Scale;
import org.machizu.hazard.profile.Zone;
import org.machizu.hazard.profile.ZoneReading;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;

/** The zones of the town's hazard maps. Grids of depths are not among them. */
public final class TownZones implements Zones {
  private static final double SHALLOW_M = 0.5;

  /** Depths that make a difference to which floor stays dry; maps have classes of their own. */
  private static final double[] DEPTHS_M = {0.5, 3, 5, 10};

  /** A prefecture's maps have some hundred thousand. */
  private static final int MOST = 1_000_000;

  private final Hazards hazards;
  private final VisibleLayers layers;
  private final FeatureStore features;

  public TownZones(Hazards hazards, VisibleLayers layers, FeatureStore features) {
    this.hazards = hazards;
    this.layers = layers;
    this.features = features;
  }

  private List<HazardMap> maps(Actor actor) {
    return hazards.maps(actor).stream()
        .filter(map -> !map.isGrid() && map.extent() == Extent.ZONE)
        .toList();
  }

  @Override
  public List<String> layers(Actor actor) {
    return maps(actor).stream().map(HazardMap::id).toList();
  }

  @Override
  public Seen read(Actor actor, PlaneMeasure measure) {
    List<MarkedArea> areas = new ArrayList<>();
    Set<Hazard> mapped = EnumSet.noneOf(Hazard.class);
    for (HazardMap map : maps(actor)) {
      layers
          .find(actor, map.id())
          .ifPresent(layer -> {
            try (FeatureCursor cursor =
                features.scan(layer.view(), new Predicate.Everything(), null)) {
              Feature feature;
              while ((feature = cursor.next()) != null && areas.size() < MOST) {
                Geometry geometry = feature.geometry();
                if (geometry != null && geometry.getDimension() == 2) {
                  areas.add(new MarkedArea(mark(map, feature), measure.toPlane(geometry)));
                  mapped.add(map.hazard());
                }
              }
            }
          });
    }
    return new Seen(areas, mapped);
  }

  private static Mark mark(HazardMap map, Feature feature) {
    Optional<ZoneReading> read = map.profile().map(profile -> profile.read(feature));
    Scale scale = read.map(ZoneReading::scale).orElse(map.scale());
    return new Mark.Zone(
        map.hazard(),
        read.map(reading -> danger(map.hazard(), reading))
            .orElse(map.hazard() == Hazard.LANDSLIDE ? Danger.YELLOW : Danger.DEEP),
        scale,
        read.map(ZoneReading::cause).orElse(null),
        read.map(reading -> depthToM(reading.depth())).orElse(Double.NaN));
  }

  static Danger danger(Hazard hazard, ZoneReading reading) {
    if (reading.collapse() != null) {
      return Danger.COLLAPSE;
    }
    if (hazard == Hazard.LANDSLIDE || reading.zone() != null) {
      return reading.zone() == Zone.RED ? Danger.RED : Danger.YELLOW;
    }
    return depthToM(reading.depth()) <= SHALLOW_M ? Danger.SHALLOW : Danger.DEEP;
  }

  /** The end of the class that a depth falls in. */
  static double depthToM(@Nullable Depth depth) {
    if (depth == null) {
      return Double.NaN;
    }
    Double toM = depth.toM();
    if (toM != null) {
      for (double endM : DEPTHS_M) {
        if (toM <= endM) {
          return endM;
        }
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
