package org.machizu.layers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;

/**
 * Whether style layers can be used: one that MapLibre refuses would take the whole map from
 * everybody, and an address in one would make every screen ask a foreign server.
 *
 * <p>Properties and plain values are compared with the style specification; of an expression only
 * the operator is looked at, since its types show only with the data.
 */
final class StyleCheck {
  private static final int MOST_LAYERS = 40;
  private static final int LONGEST = 64 * 1024;
  private static final int DEEPEST_ZOOM = 24;

  /** Source and source-layer are the map's to fill in. */
  private static final List<String> MEMBERS =
      List.of("id", "type", "filter", "layout", "paint", "minzoom", "maxzoom", "metadata");

  private static final String DARK = "machizu:dark";
  private static final String RAMP = "machizu:ramp";

  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\s*(?:(?:[a-z][a-z0-9+.-]*:)?//|(?:data|blob|javascript):).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern COLOUR =
      Pattern.compile(
          "#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,20}|(?:rgb|hsl)a?\\([0-9.,%/ a-z-]{5,60}\\)",
          Pattern.CASE_INSENSITIVE);

  private static final JsonNode SPECIFICATION = specification();
  private static final Set<String> OPERATORS =
      SPECIFICATION
          .path("operators")
          .valueStream()
          .map(JsonNode::asText)
          .collect(Collectors.toUnmodifiableSet());

  /** Of the filters before expressions, which MapLibre still takes. */
  private static final Set<String> OLD_FILTERS = Set.of("none", "!in", "!has");

  private static final List<String> TYPES =
      SPECIFICATION.properties().stream()
          .filter(e -> e.getValue().isObject())
          .map(java.util.Map.Entry::getKey)
          .toList();

  private StyleCheck() {}

  private static JsonNode specification() {
    try (InputStream in =
        Objects.requireNonNull(StyleCheck.class.getResourceAsStream("style-properties.json"))) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The style as the catalogue keeps it; null is none. */
  static String read(JsonMember style) {
    if (style.isNull()) {
      return CataloguedLayer.UNSTYLED;
    }
    String allowed =
        "an array of up to %d MapLibre style layers, %d characters in all"
            .formatted(MOST_LAYERS, LONGEST);
    if (!style.value().isArray() || style.value().size() > MOST_LAYERS) {
      throw style.bad(allowed);
    }
    String text = style.value().toString();
    if (text.length() > LONGEST) {
      throw style.bad(allowed);
    }
    for (int i = 0; i < style.value().size(); i++) {
      checkLayer(style.at("[" + i + "]", style.name(), style.value().get(i)));
    }
    return text;
  }

  /** The style as JSON. */
  static JsonNode parse(String style) {
    try {
      return Json.mapper().readTree(style);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the catalogue holds a broken style: " + style, e);
    }
  }

  private static void checkLayer(JsonMember layer) {
    List<JsonMember> members = layer.members(MEMBERS);
    JsonMember type = layer.at(".type", "type", layer.value().path("type"));
    if (!TYPES.contains(type.value().asText())) {
      throw type.bad("one of " + String.join(", ", TYPES));
    }
    JsonNode known = SPECIFICATION.path(type.value().asText());
    for (JsonMember member : members) {
      requireNoAddress(member, member.value());
      switch (member.name()) {
        case "id" -> {
          String unused = member.text(100);
        }
        case "minzoom", "maxzoom" ->
            require(member, isZoom(member.value()), "a zoom level from 0 to " + DEEPEST_ZOOM);
        case "filter" -> checkExpression(member, "a filter expression");
        case "layout", "paint" -> checkProperties(member, known.path(member.name()));
        case "metadata" -> checkMetadata(member, known);
        default -> {
          // the type, which is checked already
        }
      }
    }
  }

  /** What replaces properties in the dark style must be properties too. */
  private static void checkMetadata(JsonMember metadata, JsonNode known) {
    for (JsonMember member : metadata.members("an object")) {
      if (member.name().equals(DARK)) {
        for (JsonMember group : member.members(List.of("layout", "paint"))) {
          checkProperties(group, known.path(group.name()));
        }
      } else if (member.name().equals(RAMP)) {
        checkRamp(member);
      }
    }
  }

  private static void checkRamp(JsonMember ramp) {
    try {
      var unused = ColourRamp.parse(ramp.value(), 0);
    } catch (IllegalArgumentException e) {
      throw ramp.bad("a list of {\"below\": number, \"color\": \"#rrggbb\"} with rising below");
    }
  }

  private static boolean isZoom(JsonNode value) {
    return value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= DEEPEST_ZOOM;
  }

  private static void checkProperties(JsonMember group, JsonNode known) {
    List<String> names = known.properties().stream().map(java.util.Map.Entry::getKey).toList();
    for (JsonMember property : group.members(names)) {
      if (property.value().isArray() && !isList(property, known)) {
        checkExpression(property, "a value or an expression");
      } else {
        checkPlain(property, known.path(property.name()).asText());
      }
    }
  }

  /** Some properties are lists of numbers or words themselves. */
  private static boolean isList(JsonMember property, JsonNode known) {
    return known.path(property.name()).asText().equals("any")
        && !OPERATORS.contains(property.value().path(0).asText());
  }

  private static void checkExpression(JsonMember member, String allowed) {
    JsonNode operator = member.value().path(0);
    boolean known =
        OPERATORS.contains(operator.asText()) || OLD_FILTERS.contains(operator.asText());
    if (!member.value().isArray() || !operator.isTextual() || !known) {
      throw member.bad(allowed + " of the MapLibre style specification, as [\"get\", \"name\"]");
    }
  }

  private static void checkPlain(JsonMember property, String kind) {
    JsonNode value = property.value();
    switch (kind) {
      case "number" -> require(property, value.isNumber(), "a number or an expression");
      case "boolean" -> require(property, value.isBoolean(), "true, false or an expression");
      case "color" ->
          require(
              property,
              value.isTextual() && COLOUR.matcher(value.textValue()).matches(),
              "a colour, as #0072b2, or an expression");
      case "any" ->
          require(property, !value.isObject() && !value.isNull(), "a value or an expression");
      default ->
          require(
              property,
              value.isTextual() && List.of(kind.split("\\|")).contains(value.textValue()),
              "one of " + kind.replace("|", ", ") + ", or an expression");
    }
  }

  private static void require(JsonMember property, boolean fits, String allowed) {
    if (!fits) {
      throw property.bad(allowed);
    }
  }

  private static void requireNoAddress(JsonMember member, JsonNode value) {
    if (value.isTextual() && ADDRESS.matcher(value.textValue()).matches()) {
      throw member.bad("no addresses; nothing is fetched for a style");
    }
    for (JsonNode inner : value) {
      requireNoAddress(member, inner);
    }
  }
}
