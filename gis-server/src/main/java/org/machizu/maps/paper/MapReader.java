package org.machizu.maps.paper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** Reads what lies in a map, always through the layers' Views; counts over all layers. */
final class MapReader {
  static final int MOST_FEATURES = 50_000;
  static final int MOST_VERTICES = 2_000_000;

  /** A box of the plane has bent sides in degrees; so much of its size is read around it. */
  private static final double BEND = 0.01;

  private static final GeometryFactory BOXES = new GeometryFactory();

  private final FeatureStore store;
  private final PlaneMeasure measure;
  private final Sheet sheet;
  private final @Nullable Instant asOf;
  private int features;
  private long vertices;

  /** What a layer has in the map. */
  record Read(List<MapFeature> features, Revision revision) {
    /** How many can be seen. */
    int seen() {
      return (int) features.stream().filter(MapFeature::isSeen).count();
    }
  }

  MapReader(FeatureStore store, PlaneMeasure measure, Sheet sheet, @Nullable Instant asOf) {
    this.store = store;
    this.measure = measure;
    this.sheet = sheet;
    this.asOf = asOf;
  }

  /**
   * @throws MapTooLargeException when there is more than a map can show
   */
  Read read(VisibleLayer layer) {
    Envelope ground = sheet.ground(PaperShape.MARGIN_MM);
    Optional<org.machizu.geo.feature.Envelope> box = box(ground);
    if (box.isEmpty()) {
      return new Read(List.of(), layer.entry().revision());
    }
    List<MapFeature> read = new ArrayList<>();
    Geometry frame = BOXES.toGeometry(sheet.ground(0));
    Predicate here = new Predicate.IntersectsBox(box.get());
    try (FeatureCursor cursor = store.scan(layer.view(), here, asOf)) {
      Feature feature;
      while ((feature = cursor.next()) != null) {
        Geometry lonLat = feature.geometry();
        if (lonLat == null || lonLat.isEmpty()) {
          continue;
        }
        count(layer, lonLat);
        Geometry plane = measure.toPlane(lonLat);
        if (plane.getEnvelopeInternal().intersects(ground)) {
          read.add(new MapFeature(feature, plane, sheet, frame.intersects(plane)));
        }
      }
      return new Read(read, cursor.revision());
    }
  }

  private Optional<org.machizu.geo.feature.Envelope> box(Envelope ground) {
    Envelope wide = ground.copy();
    wide.expandBy(BEND * Math.max(ground.getWidth(), ground.getHeight()));
    return org.machizu.geo.feature.Envelope.of(measure.toLonLat(BOXES.toGeometry(wide)));
  }

  private void count(VisibleLayer layer, Geometry geometry) {
    features++;
    vertices += geometry.getNumPoints();
    if (features > MOST_FEATURES) {
      throw MapTooLargeException.in(layer.name(), "features", features, MOST_FEATURES);
    }
    if (vertices > MOST_VERTICES) {
      throw MapTooLargeException.in(layer.name(), "vertices", vertices, MOST_VERTICES);
    }
  }
}
