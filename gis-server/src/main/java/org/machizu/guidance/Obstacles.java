package org.machizu.guidance;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.operation.buffer.BufferOp;
import org.locationtech.jts.operation.buffer.BufferParameters;
import org.machizu.access.Actor;
import org.machizu.config.GuidanceColumns;
import org.machizu.config.GuidanceSettings;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.geo.network.NetworkHit;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;
import org.machizu.guidance.roads.Mark;
import org.machizu.guidance.roads.MarkedArea;
import org.machizu.guidance.roads.MarkedRoads.MarkedStretch;
import org.machizu.guidance.rules.GuidanceRules.Distances;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;

/** Closed roads, underpasses and the banks of rivers that no map has the floods of. */
final class Obstacles {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final int MOST = 100_000;

  /** Roads so near to a point may be meant by it. */
  private static final double NEAR_M = 60;

  private static final int MOST_NEAR = 20;

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final GuidanceSettings settings;
  private final RoadColumns roadColumns;
  private final Distances distances;

  /** What lies on roads. */
  record Found(List<MarkedArea> areas, List<MarkedStretch> stretches) {}

  Obstacles(
      VisibleLayers layers,
      FeatureStore features,
      GuidanceSettings settings,
      RoadColumns roadColumns,
      Distances distances) {
    this.layers = layers;
    this.features = features;
    this.settings = settings;
    this.roadColumns = roadColumns;
    this.distances = distances;
  }

  Found read(Actor actor, PlaneMeasure measure, RoadNetwork network) {
    Found found = new Found(new ArrayList<>(), new ArrayList<>());
    scan(actor, settings.closuresLayer(), feature -> close(feature, measure, network, found));
    scan(
        actor, settings.underpassesLayer(), feature -> underpass(feature, measure, network, found));
    return found;
  }

  private void scan(Actor actor, String layer, Consumer<Feature> taker) {
    layers
        .find(actor, layer)
        .ifPresent(seen -> {
          try (FeatureCursor cursor =
              features.scan(seen.view(), new Predicate.Everything(), null)) {
            Feature feature;
            for (int i = 0; i < MOST && (feature = cursor.next()) != null; i++) {
              Geometry geometry = feature.geometry();
              if (geometry != null && !geometry.isEmpty()) {
                taker.accept(feature);
              }
            }
          }
        });
  }

  private void close(Feature feature, PlaneMeasure measure, RoadNetwork network, Found found) {
    GuidanceColumns columns = settings.columns();
    Mark mark =
        new Mark.Closure(
            feature.id(),
            moment(feature.attributes().get(columns.closedFrom()), false),
            moment(feature.attributes().get(columns.closedTo()), true));
    Geometry shape = feature.geometry();
    if (shape == null) {
      return;
    }
    for (int i = 0; i < shape.getNumGeometries(); i++) {
      Geometry part = shape.getGeometryN(i);
      switch (part.getDimension()) {
        case 0 ->
            nearest(part, network, "")
                .ifPresent(
                    hit -> found.stretches().add(stretch(mark, hit, distances.closurePointM())));
        case 1 -> {
          BufferParameters flat = new BufferParameters();
          flat.setEndCapStyle(BufferParameters.CAP_FLAT);
          Geometry beside =
              BufferOp.bufferOp(measure.toPlane(part), distances.closureBesideM(), flat);
          // What only crosses the closed road is inside for its width and some.
          double shortestM = Math.min(4 * distances.closureBesideM(), measure.lengthM(part) / 2);
          found.areas().add(new MarkedArea(mark, beside, shortestM));
        }
        default -> found.areas().add(new MarkedArea(mark, measure.toPlane(part)));
      }
    }
  }

  private void underpass(Feature feature, PlaneMeasure measure, RoadNetwork network, Found found) {
    GuidanceColumns columns = settings.columns();
    Geometry shape = feature.geometry();
    if (shape == null) {
      return;
    }
    Mark mark = new Mark.Underpass(feature.id(), text(feature, columns.underpassName()));
    if (shape.getDimension() == 2) {
      found.areas().add(new MarkedArea(mark, measure.toPlane(shape)));
      return;
    }
    nearest(shape, network, text(feature, columns.underpassSection()))
        .ifPresent(hit -> found.stretches().add(stretch(mark, hit, distances.underpassM())));
  }

  /** The road that a point is on; where it names the road by number, that one. */
  private Optional<NetworkHit> nearest(Geometry shape, RoadNetwork network, String section) {
    Point point = shape.getCentroid();
    List<NetworkHit> hits = network.nearest(point.getX(), point.getY(), NEAR_M, MOST_NEAR);
    return hits.stream()
        .filter(hit ->
            !section.isEmpty()
                && RoadColumns.text(hit.position().segment().road(), roadColumns.section())
                    .filter(section::equals)
                    .isPresent())
        .findFirst()
        .or(() -> hits.stream().findFirst());
  }

  private static MarkedStretch stretch(Mark mark, NetworkHit hit, double aroundM) {
    Segment segment = hit.position().segment();
    double offsetM = hit.position().offsetM();
    double alongM = segment.forward() ? offsetM : segment.lengthM() - offsetM;
    return new MarkedStretch(
        mark,
        segment,
        Math.max(0, alongM - aroundM),
        Math.min(segment.lengthM(), alongM + aroundM));
  }

  private static String text(Feature feature, String column) {
    Object value = feature.attributes().get(column);
    return value == null ? "" : value.toString().strip();
  }

  /**
   * A moment as the layer has it. What cannot be read is no bound: the road counts as closed.
   *
   * @param end a day is meant to its end
   */
  static @Nullable Instant moment(@Nullable Object value, boolean end) {
    return switch (value) {
      case null -> null;
      case Instant moment -> moment;
      case LocalDate day -> (end ? day.plusDays(1) : day).atStartOfDay(JAPAN).toInstant();
      default -> moment(value.toString().strip(), end);
    };
  }

  private static @Nullable Instant moment(String text, boolean end) {
    try {
      return text.length() == "2026-08-01".length()
          ? moment(LocalDate.parse(text.replace('/', '-')), end)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Where a gauge stands and what it measures. */
  record GaugePlace(String gauge, String water, Coordinate plane) {}

  /** The banks by a gauge, where the river is drawn; else around the gauge. */
  List<MarkedArea> banks(Actor actor, PlaneMeasure measure, List<GaugePlace> gauges) {
    List<MarkedArea> banks = new ArrayList<>();
    List<Geometry> rivers = new ArrayList<>();
    List<String> names = new ArrayList<>();
    if (!gauges.isEmpty()) {
      scan(
          actor,
          settings.riversLayer(),
          feature -> {
            Geometry shape = feature.geometry();
            if (shape != null) {
              rivers.add(measure.toPlane(shape));
              names.add(text(feature, settings.columns().riverName()));
            }
          });
    }
    for (GaugePlace gauge : gauges) {
      Geometry reach = SHAPES.createPoint(gauge.plane()).buffer(distances.gaugeReachM());
      Geometry bank = SHAPES.createPoint(gauge.plane()).buffer(distances.gaugeBesideM());
      for (int i = 0; i < rivers.size(); i++) {
        if (!gauge.water().isEmpty()
            && names.get(i).equals(gauge.water())
            && rivers.get(i).getEnvelopeInternal().intersects(reach.getEnvelopeInternal())) {
          bank = bank.union(rivers.get(i).intersection(reach).buffer(distances.gaugeBesideM()));
        }
      }
      banks.add(new MarkedArea(new Mark.Riverside(gauge.gauge()), bank));
    }
    return banks;
  }
}
