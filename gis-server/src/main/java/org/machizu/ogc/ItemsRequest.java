package org.machizu.ogc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Negotiation;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.layers.AttributeText;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.SortKey;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * Reads the query of an items request: OGC API – Features Part 1 with order, as-of, equality on
 * attributes, and filters in CQL2 (Part 3). A parameter that is neither one of these nor a visible
 * attribute is refused.
 */
final class ItemsRequest {
  static final int DEFAULT_LIMIT = 100;
  private static final int MAX_SORT_KEYS = 4;

  static final Parameter FORMAT = Negotiation.FORMAT;
  static final Parameter LANGUAGE =
      Parameter.oneOf(
          "lang", "language of texts; easy is plain Japanese", List.of("ja", "easy", "en"));
  static final Parameter DATETIME =
      Parameter.text("datetime", "the features' own time: a moment or begin/end, .. for open");
  static final Parameter LIMIT =
      Parameter.integer(
          "limit",
          "features on a page; more than the largest is taken for it",
          1,
          FeatureQuery.MAX_LIMIT,
          DEFAULT_LIMIT);
  static final Parameter AFTER =
      Parameter.text("after", "token of the page before, from its next link");

  static final Parameter AS_OF =
      Parameter.text("asOf", "the data as they stood at this moment, RFC 3339");

  /** The parameters of every items request; attributes come on top. */
  static final Parameter[] PARAMETERS =
      Stream.concat(
              Stream.of(
                  FORMAT,
                  LANGUAGE,
                  BoxRequest.BBOX,
                  BoxRequest.BBOX_CRS,
                  DATETIME,
                  AS_OF,
                  Parameter.texts("sortby", "attributes, each with + or - before it, by commas"),
                  FilterRequest.FILTER,
                  FilterRequest.LANGUAGE,
                  FilterRequest.CRS,
                  LIMIT,
                  AFTER),
              Representation.PARAMETERS.stream())
          .toArray(Parameter[]::new);

  private static final List<String> NAMES = Stream.of(PARAMETERS).map(Parameter::name).toList();

  private ItemsRequest() {}

  /** The query that the request asks. */
  static FeatureQuery parse(Query query, VisibleLayer layer, GridShifts grids) {
    Schema schema = layer.view().schema();
    Predicate where = BoxRequest.read(query, grids);
    var datetime = query.text("datetime");
    if (datetime.isPresent()) {
      where =
          where.and(
              DatetimeFilter.parse(datetime.get()).over(schema, layer.entry().layer().validTime()));
    }
    where = where.and(FilterRequest.read(query, layer.view()));
    for (String name : query.names()) {
      if (!NAMES.contains(name)) {
        where = where.and(equality(query, schema, name));
      }
    }
    return new FeatureQuery(
        where,
        sortKeys(query, schema),
        query.text("after").orElse(null),
        limit(query),
        query.moment("asOf").orElse(null));
  }

  /** More than the maximum is cut to it, as the standard has it; less than 1 is an error. */
  static int limit(Query query) {
    int asked = query.integer("limit", DEFAULT_LIMIT, 1, Integer.MAX_VALUE);
    return Math.min(asked, FeatureQuery.MAX_LIMIT);
  }

  private static Predicate equality(Query query, Schema schema, String name) {
    Attribute attribute = schema.find(name).orElseThrow(() -> unknown(schema, name));
    String text = query.text(name).orElse("");
    Object value = AttributeText.parse(attribute, text);
    return new Predicate.Comparison(
        new Expression.Property(name), Predicate.Operator.EQUAL, new Expression.Literal(value));
  }

  private static List<SortKey> sortKeys(Query query, Schema schema) {
    List<SortKey> keys = new ArrayList<>();
    String sortby = query.text("sortby").orElse("");
    if (sortby.isEmpty()) {
      return keys;
    }
    for (String part : sortby.split(",", -1)) {
      // In an address "+" means a space, so a plus that was not escaped arrives as one.
      String key = part.strip();
      boolean ascending = !key.startsWith("-");
      String name = key.startsWith("-") || key.startsWith("+") ? key.substring(1) : key;
      if (schema.indexOf(name) < 0 || keys.size() == MAX_SORT_KEYS) {
        throw Problem.badParameter(
                "sortby", sortby, "up to " + MAX_SORT_KEYS + " of the attributes " + names(schema))
            .asException();
      }
      keys.add(new SortKey(name, ascending));
    }
    return keys;
  }

  private static RuntimeException unknown(Schema schema, String name) {
    List<String> known =
        Stream.concat(NAMES.stream(), schema.attributes().stream().map(Attribute::name)).toList();
    return Problem.unknownParameter("parameter", name, known).asException();
  }

  private static String names(Schema schema) {
    return schema.attributes().stream().map(Attribute::name).collect(Collectors.joining(", "));
  }
}
