package org.machizu.maps.sign;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.machizu.http.Json;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.sign.Drawing.Shape;

/**
 * The signs. What they look like is the viewer's to say (gis-server/viewer/src/signs/symbols.ts);
 * its tests write {@code signs.json}.
 */
final class Signs {
  /** Signs lie on a grid of 20 by 20. */
  private static final double GRID = 20;

  private static final double LINE = 1.8;

  /** How far the light edge of a sign without ground reaches around it. */
  private static final double HALO = 1.6;

  /** The room for a board around a sign, on each side. */
  private static final double BOARD = 2;

  /** An ink lighter than this needs a dark edge. */
  private static final double LIGHT = 150 / 255.0;

  private static final Rgba LIGHT_EDGE = new Rgba(1, 1, 1, 0xd9 / 255.0);
  private static final Rgba DARK_EDGE =
      new Rgba(0x15 / 255.0, 0x18 / 255.0, 0x1c / 255.0, 0xcc / 255.0);

  private record Sign(List<PathStep> areas, List<PathStep> lines) {}

  private static final Map<String, Sign> SIGNS = read();

  private Signs() {}

  private static Map<String, Sign> read() {
    try (InputStream in = Objects.requireNonNull(Signs.class.getResourceAsStream("signs.json"))) {
      Map<String, Sign> signs = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> sign : Json.mapper().readTree(in).properties()) {
        signs.put(
            sign.getKey(),
            new Sign(
                SvgPath.parse(sign.getValue().path("areas").asText("")),
                SvgPath.parse(sign.getValue().path("lines").asText(""))));
      }
      return signs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Optional<Drawing> find(ImageName name) {
    return Optional.ofNullable(SIGNS.get(name.name())).map(sign -> drawing(sign, name));
  }

  private static Drawing drawing(Sign sign, ImageName name) {
    boolean isOnBoard = !name.background().isClear();
    double room = isOnBoard ? BOARD : HALO;
    double scale = name.sizePx() / (GRID + 2 * room);
    List<PathStep> areas = PathStep.placed(sign.areas, room, scale);
    List<PathStep> lines = PathStep.placed(sign.lines, room, scale);
    List<Shape> shapes = new ArrayList<>();
    if (isOnBoard) {
      shapes.add(Shape.area(roundedSquare(name.sizePx()), name.background()));
    } else {
      Rgba edge = isLight(name.colour()) ? DARK_EDGE : LIGHT_EDGE;
      addLine(shapes, areas, edge, 2 * HALO * scale);
      addLine(shapes, lines, edge, (LINE + 2 * HALO) * scale);
    }
    if (!areas.isEmpty()) {
      shapes.add(Shape.area(areas, name.colour()));
    }
    addLine(shapes, lines, name.colour(), LINE * scale);
    return new Drawing(name.sizePx(), name.sizePx(), shapes);
  }

  private static void addLine(
      List<Shape> shapes, List<PathStep> path, Rgba colour, double widthPx) {
    if (!path.isEmpty()) {
      shapes.add(Shape.line(path, colour, widthPx));
    }
  }

  private static boolean isLight(Rgba colour) {
    return 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue() > LIGHT;
  }

  private static List<PathStep> roundedSquare(double size) {
    double r = size / 6;
    return SvgPath.parse(
        String.format(
            Locale.ROOT,
            "M%1$f 0 H%2$f A%1$f %1$f 0 0 1 %3$f %1$f V%2$f A%1$f %1$f 0 0 1 %2$f %3$f H%1$f"
                + " A%1$f %1$f 0 0 1 0 %2$f V%1$f A%1$f %1$f 0 0 1 %1$f 0 Z",
            r,
            size - r,
            size));
  }
}
