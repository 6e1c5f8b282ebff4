package org.machizu.layers.ground;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.access.View;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;

/** A layer through one View, wholly in memory and in metres. Immutable but for its lookups. */
public final class HeldGround implements Ground {
  /** So many attributes can be looked up by at a time; another one takes the oldest one's place. */
  static final int MOST_LOOKUPS = 2;

  private static final Geometry NOWHERE = new GeometryFactory().createEmpty(2);
  private static final long BYTES_OF_LOOKUP = 8;
  private static final int SIDES = 4;

  private final Layer layer;
  private final Revision revision;
  private final PackedFeatures features;
  private final BoxIndex boxes;
  private final Map<String, WordIndex> lookups =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WordIndex> eldest) {
          return size() > MOST_LOOKUPS;
        }
      };

  private HeldGround(Layer layer, Revision revision, PackedFeatures features, BoxIndex boxes) {
    this.layer = layer;
    this.revision = revision;
    this.features = features;
    this.boxes = boxes;
  }

  /**
   * Reads a layer.
   *
   * @param mostBytes empty when it would take more
   */
  static Optional<HeldGround> read(
      FeatureStore features, Layer layer, View view, PlaneMeasure measure, long mostBytes) {
    PackedFeatures.Builder packed = new PackedFeatures.Builder(layer.schema());
    float[] boxes = new float[64 * SIDES];
    int count = 0;
    try (FeatureCursor cursor = features.scan(view, new Predicate.Everything(), null)) {
      Feature feature;
      while ((feature = cursor.next()) != null) {
        Geometry plane = plane(feature, measure);
        packed.add(feature, plane);
        if (packed.bytes() + count * MOST_LOOKUPS * BYTES_OF_LOOKUP > mostBytes) {
          return Optional.empty();
        }
        if (SIDES * count == boxes.length) {
          boxes = Arrays.copyOf(boxes, 2 * boxes.length);
        }
        BoxIndex.round(plane.getEnvelopeInternal(), boxes, count++);
      }
      BoxIndex index = new BoxIndex(Arrays.copyOf(boxes, SIDES * count));
      return Optional.of(new HeldGround(layer, cursor.revision(), packed.build(), index));
    }
  }

  /** Where a feature lies in metres; what has no place lies nowhere. */
  private static Geometry plane(Feature feature, PlaneMeasure measure) {
    @Nullable Geometry geometry = feature.geometry();
    return geometry == null ? NOWHERE : measure.toPlane(geometry);
  }

  /** The feature in metres. Its degrees are let go of. */
  public static PlaneFeature placed(Feature feature, PlaneMeasure measure) {
    Feature rest = new Feature(feature.id(), feature.version(), null, feature.attributes());
    return new PlaneFeature(rest, plane(feature, measure));
  }

  @Override
  public Layer layer() {
    return layer;
  }

  @Override
  public Revision revision() {
    return revision;
  }

  /** About what it takes in memory, with all the lookups that it may have. */
  long bytes() {
    return features.bytes() + MOST_LOOKUPS * BYTES_OF_LOOKUP * features.size();
  }

  @Override
  public List<PlaneFeature> near(Envelope box) {
    List<PlaneFeature> near = new ArrayList<>();
    boxes.search(box, position -> near.add(features.get(position)));
    return near;
  }

  @Override
  public List<PlaneFeature> with(String attribute, String value) {
    int column = layer.schema().indexOf(attribute);
    List<PlaneFeature> with = new ArrayList<>();
    if (column >= 0) {
      lookup(attribute, column)
          .search(
              value,
              position -> {
                if (value.equals(String.valueOf(features.value(position, column)))) {
                  with.add(features.get(position));
                }
              });
    }
    return with;
  }

  private WordIndex lookup(String attribute, int column) {
    synchronized (lookups) {
      return lookups.computeIfAbsent(attribute, _ -> new WordIndex(features, column));
    }
  }

  /** The features of these ids, in their order; empty when one of them is not there. */
  public Optional<List<PlaneFeature>> find(List<Long> ids) {
    List<PlaneFeature> found = new ArrayList<>(ids.size());
    for (long id : ids) {
      int position = features.position(id);
      if (position < 0) {
        return Optional.empty();
      }
      found.add(features.get(position));
    }
    return Optional.of(found);
  }
}
