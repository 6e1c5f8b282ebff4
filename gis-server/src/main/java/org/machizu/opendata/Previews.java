package org.machizu.opendata;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Problem;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.MapStyle;
import org.machizu.maps.paper.MapPictures;
import org.machizu.maps.paper.MapPictures.Picture;
import org.machizu.maps.paper.MapRequest;
import org.machizu.maps.paper.MapTooLargeException;
import org.machizu.maps.paper.PaperMaps;
import org.machizu.opendata.page.OpenLayers;

/**
 * Pictures of layers, as PNG: the whole layer where its style draws it at that scale, else a place
 * in it from so near that it does. Each is drawn once for a revision of its layer.
 */
final class Previews {
  /** In pixels. */
  static final int WIDTH = 480;

  static final int HEIGHT = 300;

  private static final long MOST_KEPT_BYTES = 32L << 20;
  private static final int AT_ONCE = 2;

  /** So much more is seen than the layer takes. */
  private static final double MARGIN = 1.1;

  private static final long WAIT_S = 20;
  private static final GeometryFactory SHAPES = new GeometryFactory();

  private final OpenLayers layers;
  private final FeatureStore features;
  private final Optional<Crs> zone;
  private final MapPictures pictures;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Cache<Key, Optional<byte[]>> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT_BYTES)
          .weigher((Key key, Optional<byte[]> png) -> 64 + png.map(bytes -> bytes.length).orElse(0))
          .build();

  private record Key(String layer, String entitlement, Revision revision) {}

  /**
   * @param zone the town's; empty: the nearest to each layer
   */
  Previews(OpenLayers layers, FeatureStore features, Optional<Crs> zone) {
    this.layers = layers;
    this.features = features;
    this.zone = zone;
    this.pictures = new MapPictures(new PaperMaps(features));
  }

  /**
   * The picture of a layer of features; empty when nothing of it has a place, or there is more than
   * a picture can show.
   *
   * @throws org.machizu.http.ProblemException 503 when too many are being drawn
   */
  Optional<byte[]> find(VisibleLayer layer) {
    Key key = new Key(layer.name(), layer.view().entitlement(), layer.entry().revision());
    Optional<byte[]> known = kept.getIfPresent(key);
    if (known != null) {
      return known;
    }
    take();
    try {
      return kept.get(key, _ -> draw(layer));
    } finally {
      room.release();
    }
  }

  private void take() {
    try {
      if (room.tryAcquire(WAIT_S, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Problem.of(
            503,
            "previews-busy",
            "Too many pictures are being drawn",
            "no picture could be begun within %d seconds".formatted(WAIT_S),
            "Ask again in a minute.")
        .asException();
  }

  private Optional<byte[]> draw(VisibleLayer layer) {
    try {
      return features.extent(layer.view()).flatMap(extent -> draw(layer, extent.toJts()));
    } catch (MapTooLargeException e) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> draw(VisibleLayer layer, Envelope extent) {
    Coordinate centre = extent.centre();
    PlaneMeasure measure =
        PlaneMeasure.inZone(
            zone.flatMap(Crs::planeZone)
                .orElseGet(() -> PlaneZone.nearest(centre.x, centre.y).number()));
    Envelope plane = measure.toPlane(SHAPES.toGeometry(extent)).getEnvelopeInternal();
    int fitting = fittingScale(plane);
    int scale = Math.min(fitting, smallestScale(layer, centre.y));
    Picture picture = draw(layer, measure, plane.centre(), scale);
    if (picture.features() == 0 && scale < fitting) {
      Optional<Coordinate> place = place(layer, measure);
      if (place.isPresent()) {
        picture = draw(layer, measure, place.get(), scale);
      }
    }
    return picture.features() == 0 ? Optional.empty() : Optional.of(picture.png());
  }

  /** The largest scale that shows all of a box in metres, with a margin. */
  private static int fittingScale(Envelope plane) {
    double metresPerMm =
        Math.max(
            plane.getWidth() / MapPictures.mm(WIDTH), plane.getHeight() / MapPictures.mm(HEIGHT));
    double scale = metresPerMm * 1000 * MARGIN;
    return (int) Math.max(MapRequest.LARGEST, Math.min(MapRequest.SMALLEST, scale));
  }

  private Picture draw(VisibleLayer layer, PlaneMeasure measure, Coordinate centre, int scale) {
    List<VisibleLayer> others =
        layers.list().stream()
            .filter(other -> !other.name().equals(layer.name()))
            .filter(other -> !other.entry().layer().kind().isRaster())
            .limit(PaperMaps.MOST_LAYERS - 1)
            .toList();
    MapRequest request =
        new MapRequest(
            measure.zone(),
            centre.x,
            centre.y,
            scale,
            List.of(layer),
            others,
            null,
            List.of(),
            Set.of(),
            "ja");
    return pictures.draw(request, WIDTH, HEIGHT);
  }

  /** The smallest scale at which the layer's style draws anything. */
  private static int smallestScale(VisibleLayer layer, double latitude) {
    double zoom = layer.entry().layer().zoomRange().min();
    double styled = ZoomRange.DEEPEST;
    for (JsonNode style : MapStyle.layersFromBelow(List.of(layer))) {
      styled = Math.min(styled, style.path("minzoom").asDouble(0));
    }
    double needed = Math.max(zoom, styled);
    // A step nearer than the first zoom, where rounding could leave it out.
    double atSmallest = MapPictures.zoom(MapRequest.SMALLEST, latitude);
    double scale = MapRequest.SMALLEST / Math.pow(2, needed + 0.1 - atSmallest);
    return (int) Math.max(MapRequest.LARGEST, Math.min(MapRequest.SMALLEST, scale));
  }

  /** A place where there is something of the layer. */
  private Optional<Coordinate> place(VisibleLayer layer, PlaneMeasure measure) {
    return features
        .query(layer.view(), FeatureQuery.where(new Predicate.Everything(), 100))
        .features()
        .stream()
        .map(Feature::geometry)
        .filter(shape -> shape != null && !shape.isEmpty())
        .map(Geometry::getInteriorPoint)
        .map(point -> measure.toPlane(point).getCoordinate())
        .findFirst();
  }
}
