package org.machizu.maps.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.maps.expression.Kind;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.expression.Scope;
import org.machizu.maps.expression.StyleExpression;
import org.machizu.maps.expression.StyleFilter;
import org.machizu.maps.expression.UnknownExpressionException;

/** A style layer that is drawn. What it says that is not known here has its default. */
final class StyleLayer {
  private static final Pattern TOKEN = Pattern.compile("\\{([^{}]{1,128})}");

  private final JsonNode json;
  private final StyleFilter filter;
  private final Map<String, Optional<StyleExpression>> values = new HashMap<>();
  private final TreeMap<String, String> unknown = new TreeMap<>();

  StyleLayer(JsonNode json) {
    this.json = json;
    this.filter = readFilter();
  }

  private StyleFilter readFilter() {
    try {
      return StyleFilter.parse(json.path("filter"));
    } catch (UnknownExpressionException e) {
      unknown.put("filter", String.valueOf(e.getMessage()));
      return StyleFilter.ALL;
    }
  }

  /** The short id of the layer whose features it draws. */
  String layer() {
    return json.path("source").asText();
  }

  String type() {
    return json.path("type").asText();
  }

  boolean isBase() {
    return json.path("metadata").path("machizu:base").asBoolean();
  }

  boolean isShownAt(double zoom) {
    return zoom >= json.path("minzoom").asDouble(0)
        && zoom < json.path("maxzoom").asDouble(Double.MAX_VALUE);
  }

  boolean takes(Scope scope) {
    return filter.takes(scope);
  }

  /** Properties, or the filter, that are not known here, each with what of it. */
  Map<String, String> unknown() {
    return unknown;
  }

  boolean has(String property) {
    return !value(property).isMissingNode();
  }

  /** What the style says for a property, as it is written. */
  JsonNode value(String property) {
    JsonNode paint = json.path("paint").path(property);
    return paint.isMissingNode() ? json.path("layout").path(property) : paint;
  }

  double number(String property, Scope scope, double otherwise) {
    return evaluate(property, Kind.NUMBER, scope) instanceof Double number ? number : otherwise;
  }

  boolean flag(String property, Scope scope) {
    return Boolean.TRUE.equals(evaluate(property, Kind.BOOLEAN, scope));
  }

  Rgba colour(String property, Scope scope, Rgba otherwise) {
    return evaluate(property, Kind.COLOUR, scope) instanceof Rgba colour ? colour : otherwise;
  }

  String word(String property, Scope scope, String otherwise) {
    return evaluate(property, Kind.TEXT, scope) instanceof String word ? word : otherwise;
  }

  /** Two numbers, as an offset. */
  double[] pair(String property, Scope scope) {
    double[] numbers = numbers(property, scope);
    return numbers.length == 2 ? numbers : new double[2];
  }

  /** A list of numbers; empty where there is none. */
  double[] numbers(String property, Scope scope) {
    if (!(evaluate(property, Kind.LIST, scope) instanceof List<?> list)) {
      return new double[0];
    }
    return list.stream().mapToDouble(one -> one instanceof Double d ? d : 0).toArray();
  }

  /** A text or the name of an image; in a plain text {name} stands for an attribute's value. */
  String label(String property, Scope scope) {
    JsonNode written = value(property);
    if (written.isTextual() && written.textValue().indexOf('{') >= 0) {
      Matcher tokens = TOKEN.matcher(written.textValue());
      return tokens.replaceAll(token -> {
        Object value = scope.feature().get(token.group(1));
        return Matcher.quoteReplacement(value == null ? "" : MapFeature.written(value));
      });
    }
    return evaluate(property, Kind.LABEL, scope) instanceof String text ? text : "";
  }

  private @Nullable Object evaluate(String property, Kind kind, Scope scope) {
    return values
        .computeIfAbsent(property, name -> read(name, kind))
        .map(value -> value.evaluate(scope))
        .orElse(null);
  }

  private Optional<StyleExpression> read(String property, Kind kind) {
    JsonNode value = value(property);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(StyleExpression.parse(value, kind));
    } catch (UnknownExpressionException e) {
      unknown.put(property, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
