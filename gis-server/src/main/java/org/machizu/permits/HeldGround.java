package org.machizu.permits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.machizu.access.View;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.permits.site.Ground;
import org.machizu.permits.site.PlaneFeature;

/** A layer through one View, wholly in memory and in metres. Immutable but for its lookups. */
final class HeldGround implements Ground {
  private static final Geometry NOWHERE = new GeometryFactory().createEmpty(2);

  /** What a feature takes besides its points: objects, attributes, its place in the tree. */
  private static final long BYTES_PER_FEATURE = 600;

  private static final long BYTES_PER_POINT = 32;

  private final Layer layer;
  private final Revision revision;
  private final List<PlaneFeature> all;
  private final STRtree tree = new STRtree();
  private final Map<String, Map<String, List<PlaneFeature>>> byValue = new ConcurrentHashMap<>();
  private final long bytes;

  private HeldGround(Layer layer, Revision revision, List<PlaneFeature> all, long bytes) {
    this.layer = layer;
    this.revision = revision;
    this.all = all;
    this.bytes = bytes;
    for (PlaneFeature feature : all) {
      if (!feature.plane().isEmpty()) {
        tree.insert(feature.plane().getEnvelopeInternal(), feature);
      }
    }
    tree.build();
  }

  /**
   * Reads a layer.
   *
   * @param mostBytes empty when it would take more
   */
  static Optional<HeldGround> read(
      FeatureStore features, Layer layer, View view, PlaneMeasure measure, long mostBytes) {
    List<PlaneFeature> all = new ArrayList<>();
    long bytes = 0;
    try (FeatureCursor cursor = features.scan(view, new Predicate.Everything(), null)) {
      Feature feature;
      while ((feature = cursor.next()) != null) {
        PlaneFeature placed = placed(feature, measure);
        bytes += BYTES_PER_FEATURE + BYTES_PER_POINT * placed.plane().getNumPoints();
        if (bytes > mostBytes) {
          return Optional.empty();
        }
        all.add(placed);
      }
      return Optional.of(new HeldGround(layer, cursor.revision(), all, bytes));
    }
  }

  /** The feature in metres; what has no place lies nowhere. Its degrees are let go of. */
  static PlaneFeature placed(Feature feature, PlaneMeasure measure) {
    @Nullable Geometry geometry = feature.geometry();
    Geometry plane = geometry == null ? NOWHERE : measure.toPlane(geometry);
    Feature rest = new Feature(feature.id(), feature.version(), null, feature.attributes());
    return new PlaneFeature(rest, plane);
  }

  @Override
  public Layer layer() {
    return layer;
  }

  @Override
  public Revision revision() {
    return revision;
  }

  /** About what it takes in memory. */
  long bytes() {
    return bytes;
  }

  @Override
  @SuppressWarnings("unchecked") // the tree holds nothing else
  public List<PlaneFeature> near(Envelope box) {
    return tree.query(box);
  }

  @Override
  public List<PlaneFeature> with(String attribute, String value) {
    return byValue.computeIfAbsent(attribute, this::index).getOrDefault(value, List.of());
  }

  private Map<String, List<PlaneFeature>> index(String attribute) {
    Map<String, List<PlaneFeature>> index = new HashMap<>();
    for (PlaneFeature feature : all) {
      Object value = feature.feature().get(attribute);
      if (value != null) {
        index.computeIfAbsent(value.toString(), _ -> new ArrayList<>(1)).add(feature);
      }
    }
    return index;
  }
}
