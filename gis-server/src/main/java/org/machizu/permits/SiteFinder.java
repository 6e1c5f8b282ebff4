package org.machizu.permits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.PastReads;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.layers.ground.PlaneFeature;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.checklist.Checklist.SiteWords;
import org.machizu.permits.site.Site;

/** Makes a site of lots. */
final class SiteFinder {
  /** No site has more. */
  static final int MOST_LOTS = 100;

  /** A site wider than this is no building site, and would ask about half the town. */
  private static final double WIDEST_M = 5_000;

  /** Lots of one survey share their border; of two, the drawn ones may leave a sliver between. */
  private static final double GAP_M = 0.5;

  private static final GeometryFactory POINTS = new GeometryFactory();

  private final FeatureStore features;

  SiteFinder(FeatureStore features) {
    this.features = features;
  }

  /**
   * The lots of these ids.
   *
   * @throws org.machizu.http.ProblemException naming the first that is not there
   */
  List<Feature> lots(VisibleLayer layer, List<Long> ids, @Nullable Instant asOf) {
    List<Long> distinct = ids.stream().distinct().toList();
    if (distinct.size() > MOST_LOTS) {
      throw PermitProblems.tooManyLots(distinct.size()).asException();
    }
    PastReads.require(layer.view(), asOf);
    List<Feature> lots = new ArrayList<>();
    for (long id : distinct) {
      lots.add(
          features
              .find(layer.view(), id, asOf)
              .orElseThrow(() ->
                  PermitProblems.noLot(
                          "layer '%s' has no lot with the id %d".formatted(layer.name(), id))
                      .asException()));
    }
    return lots;
  }

  /** The lot at a place; the one with the lowest id where two are drawn over each other. */
  List<Feature> lotAt(VisibleLayer layer, Coordinate lonLat, @Nullable Instant asOf) {
    PastReads.require(layer.view(), asOf);
    Predicate here = new Predicate.Intersects(POINTS.createPoint(lonLat));
    return features
        .query(layer.view(), new FeatureQuery(here, List.of(), null, 1, asOf))
        .features()
        .stream()
        .findFirst()
        .map(List::of)
        .orElseThrow(() ->
            PermitProblems.noLot(
                    "no lot of layer '%s' is drawn at %s, %s"
                        .formatted(layer.name(), lonLat.x, lonLat.y))
                .asException());
  }

  /**
   * The site that lots make together.
   *
   * @param placed the lots in metres; empty of one without a true place
   * @throws org.machizu.http.ProblemException when they are apart, or too large together
   */
  static Site site(List<PlaneFeature> placed, Checklist checklist, VisibleLayer layer) {
    List<Feature> lots = placed.stream().map(PlaneFeature::feature).toList();
    double accuracyM =
        lots.stream()
            .mapToDouble(lot -> accuracyM(lot, checklist, layer))
            .max()
            .orElse(checklist.toleranceM());
    List<Geometry> areas = placed.stream().map(PlaneFeature::plane).toList();
    if (areas.stream().anyMatch(Geometry::isEmpty)) {
      return new Site(lots, Optional.empty(), accuracyM);
    }
    for (int i = 0; i < areas.size(); i++) {
      if (areas.get(i).getDimension() < 2) {
        throw PermitProblems.noArea(address(lots.get(i), checklist.site())).asException();
      }
    }
    requireTogether(areas);
    Geometry area = areas.size() == 1 ? areas.getFirst() : UnaryUnionOp.union(areas);
    var box = area.getEnvelopeInternal();
    if (Math.max(box.getWidth(), box.getHeight()) > WIDEST_M) {
      throw PermitProblems.siteTooLarge(
              "it is %.0f m wide; at most %.0f m are answered about"
                  .formatted(Math.max(box.getWidth(), box.getHeight()), WIDEST_M))
          .asException();
    }
    return new Site(lots, Optional.of(area), accuracyM);
  }

  /** Each lot is reached from the first over lots that touch. */
  private static void requireTogether(List<Geometry> areas) {
    List<Geometry> apart = new ArrayList<>(areas);
    List<Geometry> reached = new ArrayList<>(List.of(apart.removeFirst()));
    for (int i = 0; i < reached.size(); i++) {
      Geometry from = reached.get(i);
      List<Geometry> touching =
          apart.stream().filter(lot -> lot.isWithinDistance(from, GAP_M)).toList();
      apart.removeAll(touching);
      reached.addAll(touching);
    }
    if (!apart.isEmpty()) {
      throw PermitProblems.apart().asException();
    }
  }

  private static double accuracyM(Feature lot, Checklist checklist, VisibleLayer layer) {
    SiteWords words = checklist.site();
    return words
        .accuracy()
        .map(lot::get)
        .map(value -> words.accuraciesM().get(value.toString()))
        .orElseGet(() ->
            Objects.requireNonNullElse(
                layer.entry().layer().provenance().accuracyM(), checklist.toleranceM()));
  }

  /** A lot as people call it. */
  static String address(Feature lot, SiteWords words) {
    String address =
        words.address().stream()
            .map(lot::get)
            .filter(Objects::nonNull)
            .map(Object::toString)
            .collect(Collectors.joining());
    return address.isEmpty() ? Long.toString(lot.id()) : address;
  }

  /** The first part of a lot's address (大字); "" where there is none. */
  static String district(Feature lot, SiteWords words) {
    Object district = lot.get(words.address().getFirst());
    return district == null ? "" : district.toString();
  }
}
