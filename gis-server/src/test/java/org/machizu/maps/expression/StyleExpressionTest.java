package org.machizu.maps.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.machizu.http.Json;

/**
 * Expressions give what MapLibre makes of them. What that is stands in {@code expected.json}, which
 * the viewer's tests write with MapLibre's own evaluator (src/maps/paperExpressions.test.ts).
 */
class StyleExpressionTest {
  private static final JsonNode TABLE = table();

  private static JsonNode table() {
    try (InputStream in =
        Objects.requireNonNull(StyleExpressionTest.class.getResourceAsStream("expected.json"))) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> aPropertyHasTheValueThatItHasOnTheScreen() {
    return rows("properties")
        .map(row ->
            DynamicTest.dynamicTest(
                row.path("property").asText() + " " + row.path("value"), () -> checkValue(row)));
  }

  private static void checkValue(JsonNode row) throws UnknownExpressionException {
    Kind kind =
        switch (row.path("kind").asText()) {
          case "number" -> Kind.NUMBER;
          case "boolean" -> Kind.BOOLEAN;
          case "color" -> Kind.COLOUR;
          case "array" -> Kind.LIST;
          case "formatted", "resolvedImage" -> Kind.LABEL;
          default -> Kind.TEXT;
        };
    StyleExpression value = StyleExpression.parse(row.path("value"), kind);
    boolean isImage = row.path("kind").asText().equals("resolvedImage");
    SoftAssertions soft = new SoftAssertions();
    each(
        row,
        (scope, expected) -> {
          Object given = value.evaluate(scope);
          Object told =
              isImage && "".equals(given) ? null : given; // an image without a name is none
          soft.assertThat(isAlike(told, expected))
              .as("%s at %s: %s, expected %s", scope.feature().id(), scope.zoom(), told, expected)
              .isTrue();
        });
    soft.assertAll();
  }

  @TestFactory
  Stream<DynamicTest> aFilterTakesTheFeaturesThatItTakesOnTheScreen() {
    return rows("filters")
        .map(row ->
            DynamicTest.dynamicTest(
                row.path("filter").toString(),
                () -> {
                  StyleFilter filter = StyleFilter.parse(row.path("filter"));
                  each(
                      row,
                      (scope, expected) ->
                          assertThat(filter.takes(scope))
                              .as("%s at %s", scope.feature().id(), scope.zoom())
                              .isEqualTo(expected.booleanValue()));
                }));
  }

  @Test
  void theTableHasEveryStyleOfTheSampleTown() {
    assertThat(rows("properties")).hasSizeGreaterThan(150);
    assertThat(rows("filters")).hasSizeGreaterThan(50);
  }

  @Test
  void whatIsNotKnownIsToldWhenItIsRead() {
    List<String> unknown =
        List.of(
            "[\"heatmap-density\"]",
            "[\"interpolate\",[\"cubic-bezier\",0,0,1,1],[\"zoom\"],1,2,3,4]",
            "[\"number-format\",3,{\"currency\":\"JPY\"}]",
            "[\"+\",\"a\",2]",
            "[\"no such thing\",2]",
            "[]",
            "{\"stops\":[[1,2]]}",
            "\"a word\"");
    for (String expression : unknown) {
      assertThatThrownBy(
              () -> StyleExpression.parse(Json.mapper().readTree(expression), Kind.NUMBER))
          .as(expression)
          .isInstanceOf(UnknownExpressionException.class);
    }
  }

  private interface Check {
    void of(Scope scope, JsonNode expected);
  }

  private static void each(JsonNode row, Check check) {
    JsonNode features = TABLE.path("features");
    assertThat(row.path("expected").size()).isEqualTo(features.size());
    for (int i = 0; i < features.size(); i++) {
      Subject feature = new Stored(features.get(i));
      for (int j = 0; j < TABLE.path("zooms").size(); j++) {
        check.of(
            new Scope(TABLE.path("zooms").get(j).doubleValue(), feature),
            row.path("expected").get(i).get(j));
      }
    }
  }

  private static Stream<JsonNode> rows(String name) {
    return StreamSupport.stream(TABLE.path(name).spliterator(), false);
  }

  private static boolean isAlike(@Nullable Object value, JsonNode expected) {
    return switch (value) {
      case null -> expected.isNull();
      case Double number -> isNear(number, expected);
      case Rgba c -> {
        List<Double> parts = List.of(c.red(), c.green(), c.blue(), c.alpha());
        yield expected.has("rgba") && isAlike(parts, expected.path("rgba"));
      }
      case List<?> list -> {
        List<Boolean> alike = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          alike.add(isAlike(list.get(i), expected.path(i)));
        }
        yield expected.size() == list.size() && !alike.contains(false);
      }
      case Boolean flag -> expected.isBoolean() && expected.booleanValue() == flag;
      default -> expected.isTextual() && expected.textValue().equals(value);
    };
  }

  private static boolean isNear(double number, JsonNode expected) {
    double size = Math.max(1, Math.abs(number));
    return expected.isNumber() && Math.abs(expected.doubleValue() - number) <= 1e-9 * size;
  }

  /** A feature of the table. */
  private record Stored(JsonNode json) implements Subject {
    private static final Map<Integer, String> TYPES =
        Map.of(1, "Point", 2, "LineString", 3, "Polygon");

    @Override
    public @Nullable Object get(String attribute) {
      JsonNode value = json.path("properties").path(attribute);
      if (value.isNumber()) {
        return value.doubleValue();
      }
      return value.isBoolean() ? value.booleanValue() : value.textValue();
    }

    @Override
    public String geometryType() {
      return Objects.requireNonNull(TYPES.get(json.path("type").intValue()));
    }

    @Override
    public double id() {
      return json.path("id").doubleValue();
    }
  }
}
