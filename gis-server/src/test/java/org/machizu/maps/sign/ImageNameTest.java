package org.machizu.maps.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.machizu.http.Json;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.sign.PathStep.Close;
import org.machizu.maps.sign.PathStep.Curve;
import org.machizu.maps.sign.PathStep.Line;
import org.machizu.maps.sign.PathStep.Move;

/**
 * Patterns and signs are those of the screen: {@code drawings.json} is what the viewer draws
 * (src/signs/paper.test.ts writes it).
 */
class ImageNameTest {
  /** The viewer rounds the places of discs to a hundredth of a pixel. */
  private static final double ROUNDED_PX = 0.011;

  @TestFactory
  Stream<DynamicTest> aDrawingIsTheOneOfTheScreen() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ImageNameTest.class.getResourceAsStream("drawings.json"))) {
      return Json.mapper().readTree(in).properties().stream()
          .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> check(row)))
          .toList()
          .stream();
    }
  }

  private static void check(Map.Entry<String, JsonNode> row) {
    Drawing drawing = ImageName.find(row.getKey()).flatMap(ImageName::drawing).orElseThrow();
    JsonNode expected = row.getValue();
    assertThat(drawing.widthPx()).isEqualTo(expected.path("width").doubleValue());
    assertThat(drawing.heightPx()).isEqualTo(expected.path("height").doubleValue());
    assertThat(drawing.shapes()).hasSize(expected.path("shapes").size());
    for (int i = 0; i < drawing.shapes().size(); i++) {
      Drawing.Shape shape = drawing.shapes().get(i);
      JsonNode of = expected.path("shapes").get(i);
      assertThat(shape.fill()).isEqualTo(colour(of.path("fill")));
      assertThat(shape.stroke()).isEqualTo(colour(of.path("stroke")));
      assertThat(shape.widthPx()).isCloseTo(of.path("width").asDouble(0), within(1e-9));
      assertThat(numbers(shape.path()))
          .usingElementComparator(
              (a, b) -> Math.abs(a - b) <= ROUNDED_PX ? 0 : Double.compare(a, b))
          .containsExactlyElementsOf(numbers(SvgPath.parse(of.path("d").asText())));
    }
  }

  private static Rgba colour(JsonNode text) {
    return text.isTextual() ? Rgba.find(text.textValue()).orElseThrow() : null;
  }

  private static List<Double> numbers(List<PathStep> path) {
    return path.stream()
        .flatMap(step ->
            switch (step) {
              case Move(double x, double y) -> Stream.of(1.0, x, y);
              case Line(double x, double y) -> Stream.of(2.0, x, y);
              case Curve c -> Stream.of(3.0, c.x1(), c.y1(), c.x2(), c.y2(), c.x(), c.y());
              case Close _ -> Stream.of(4.0);
            })
        .toList();
  }

  @Test
  void everySignOfTheScreenHasADrawing() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ImageNameTest.class.getResourceAsStream("signs.json"))) {
      List<String> names =
          Json.mapper().readTree(in).properties().stream().map(Map.Entry::getKey).toList();
      assertThat(names).hasSizeGreaterThan(40);
      for (String name : names) {
        Drawing drawing =
            ImageName.find("machizu:symbol/" + name).flatMap(ImageName::drawing).orElseThrow();
        assertThat(drawing.shapes()).as(name).isNotEmpty();
      }
    }
  }

  @Test
  void anArcGoesRoundItsMiddle() {
    List<PathStep> disc = SvgPath.parse("M0 5 a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0 Z");
    assertThat(disc).hasSize(6);
    for (PathStep step : disc) {
      if (step instanceof Curve curve) {
        assertThat(Math.hypot(curve.x() - 5, curve.y() - 5)).isCloseTo(5, within(1e-9));
      }
    }
    assertThat(((Curve) disc.get(1)).y())
        .as("first down, against the clock")
        .isCloseTo(10, within(1e-9));
  }

  @Test
  void whatIsNoImageOfOursIsNotDrawn() {
    assertThat(ImageName.find("airport-15")).isEmpty();
    assertThat(ImageName.find("machizu:dots/red")).isEmpty();
    assertThat(ImageName.find("machizu:dots/#333333/#ffffff/2")).as("too close").isEmpty();
    assertThat(ImageName.find("machizu:dots/#333333/#ffffff/8/1/9")).isEmpty();
    assertThat(ImageName.find("machizu:zigzag").flatMap(ImageName::drawing)).isEmpty();
    assertThat(ImageName.find("machizu:symbol/ufo").flatMap(ImageName::drawing)).isEmpty();
  }
}
