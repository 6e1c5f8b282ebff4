package org.machizu.geo.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.valid.IsValidOp;

/** Makes conditions about places of what was written. */
final class FilterPlaces {
  private static final String PREFIX = "s_";

  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final Cql2.Terms terms;
  private final FilterValues values;

  FilterPlaces(Cql2.Terms terms, FilterValues values) {
    this.terms = terms;
    this.values = values;
  }

  static boolean isRelation(String function) {
    return Arrays.stream(SpatialRelation.values()).anyMatch(r -> name(r).equals(function));
  }

  static String names() {
    return Arrays.stream(SpatialRelation.values())
        .map(FilterPlaces::name)
        .collect(java.util.stream.Collectors.joining(", "));
  }

  private static String name(SpatialRelation relation) {
    return PREFIX + relation.name().toLowerCase(Locale.ROOT);
  }

  /** Whether a term is the feature's place. */
  boolean isPlace(Term term) {
    return term instanceof Term.Name(String name, String _)
        && Cql2.isGeometry(name, terms.schema());
  }

  Predicate relate(String function, Term left, Term right) {
    SpatialRelation relation =
        SpatialRelation.valueOf(function.substring(PREFIX.length()).toUpperCase(Locale.ROOT));
    boolean leftIsPlace = isPlace(left);
    boolean rightIsPlace = isPlace(right);
    if (leftIsPlace && rightIsPlace) {
      return ofItself(relation);
    }
    if (leftIsPlace) {
      return new Predicate.Relates(relation, shape(right));
    }
    if (rightIsPlace) {
      return new Predicate.Relates(relation.converse(), shape(left));
    }
    boolean holds = shape(right).isMetBy(shape(left).geometry(), relation);
    return holds ? new Predicate.Everything() : new Predicate.Nothing();
  }

  /** Of features without a place nothing is known. */
  private static Predicate ofItself(SpatialRelation relation) {
    Predicate placed = new Predicate.Not(new Predicate.IsNull(new Expression.Place()));
    return relation.isReflexive() ? placed : new Predicate.Nothing();
  }

  private Shape shape(Term term) {
    return switch (term) {
      case Term.Place(Geometry geometry, String where) -> shape(geometry, where);
      case Term.Box box -> shape(box(box), box.where());
      case Term.Name name -> {
        if (terms.schema().indexOf(name.name()) < 0) {
          values.attribute(name); // says that it is unknown, and what there is
        }
        throw notAPlace(term);
      }
      case Term.Call _, Term.Value _, Term.Interval _, Term.Open _, Term.Many _ ->
          throw notAPlace(term);
    };
  }

  private static IllegalArgumentException notAPlace(Term term) {
    return new IllegalArgumentException(
        "%s should stand a place: geometry (the features' own), or one as POINT(141.0 42.3) or BBOX(140.9,42.3,141.1,42.4)"
            .formatted(term.where()));
  }

  /** West may be greater than east in degrees: such a box lies over the 180th meridian. */
  private Geometry box(Term.Box box) {
    boolean turned = box.x1() > box.x2();
    if (box.y1() > box.y2() || (turned && !terms.crossesAntimeridian())) {
      throw new IllegalArgumentException(
          "%s stands a box whose first corner is not the lower one in both directions"
              .formatted(box.where()));
    }
    if (!turned) {
      return rectangle(box.x1(), box.y1(), box.x2(), box.y2());
    }
    Geometry east = rectangle(box.x1(), box.y1(), 180, box.y2());
    Geometry west = rectangle(-180, box.y1(), box.x2(), box.y2());
    return FACTORY.buildGeometry(List.of(east, west));
  }

  /** A box without width is a line or a point. */
  private static Geometry rectangle(double west, double south, double east, double north) {
    return FACTORY.toGeometry(new Envelope(west, east, south, north));
  }

  private Shape shape(Geometry written, String where) {
    try {
      Geometry place = terms.toLonLat().apply(written);
      org.machizu.geo.feature.Envelope.of(place); // throws when it is not on the globe
      var error = new IsValidOp(place).getValidationError();
      if (error != null) {
        throw new IllegalArgumentException(
            "its outline is not valid (%s near %s %s)"
                .formatted(error.getMessage(), error.getCoordinate().x, error.getCoordinate().y));
      }
      return new Shape(place);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s stands a geometry that cannot be asked about: %s".formatted(where, e.getMessage()),
          e);
    }
  }
}
