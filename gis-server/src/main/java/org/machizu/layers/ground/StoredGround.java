package org.machizu.layers.ground;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.access.View;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeaturePage;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerProblems;

/** A layer through one View, read from the store for each question; also as of a moment. */
final class StoredGround implements Ground {
  private static final GeometryFactory BOXES = new GeometryFactory();

  private final FeatureStore features;
  private final Layer layer;
  private final View view;
  private final PlaneMeasure measure;
  private final @Nullable Instant asOf;
  private Revision revision;

  /**
   * @param revision of the layer, until something is read
   */
  StoredGround(
      FeatureStore features,
      Layer layer,
      View view,
      Revision revision,
      PlaneMeasure measure,
      @Nullable Instant asOf) {
    this.features = features;
    this.layer = layer;
    this.view = view;
    this.revision = revision;
    this.measure = measure;
    this.asOf = asOf;
  }

  @Override
  public Layer layer() {
    return layer;
  }

  @Override
  public Revision revision() {
    return revision;
  }

  @Override
  public List<PlaneFeature> near(Envelope box) {
    Geometry degrees = measure.toLonLat(BOXES.toGeometry(box));
    Optional<org.machizu.geo.feature.Envelope> around =
        org.machizu.geo.feature.Envelope.of(degrees);
    return around.map(in -> read(new Predicate.IntersectsBox(in))).orElse(List.of());
  }

  @Override
  public List<PlaneFeature> with(String attribute, String value) {
    Optional<Expression.Literal> literal = literal(attribute, value);
    return literal
        .map(known ->
            read(
                new Predicate.Comparison(
                    new Expression.Property(attribute), Predicate.Operator.EQUAL, known)))
        .orElse(List.of());
  }

  /** The value as the attribute holds it; empty when it can hold no such value. */
  private Optional<Expression.Literal> literal(String attribute, String value) {
    int index = view.askable().indexOf(attribute);
    if (index < 0) {
      return Optional.empty();
    }
    Attribute described = view.askable().attributes().get(index);
    try {
      return Optional.of(
          new Expression.Literal(
              described.type() == AttributeType.TEXT ? value : Long.valueOf(value)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private List<PlaneFeature> read(Predicate where) {
    FeaturePage page =
        features.query(
            view, new FeatureQuery(where, List.of(), null, FeatureQuery.MAX_LIMIT, asOf));
    if (page.next() != null) {
      throw LayerProblems.tooManyAround(layer.id().name(), FeatureQuery.MAX_LIMIT).asException();
    }
    revision = page.revision();
    return page.features().stream().map(f -> HeldGround.placed(f, measure)).toList();
  }
}
