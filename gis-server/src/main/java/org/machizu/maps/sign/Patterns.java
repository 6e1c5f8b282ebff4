package org.machizu.maps.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.machizu.maps.sign.Drawing.Shape;

/** The repeating patterns, one tile each. A test compares them with the viewer's. */
final class Patterns {
  /** A tile; of {@code lines} and {@code areas} only one, as an SVG path. */
  private record Tile(double width, double height, String lines, String areas) {
    static Tile lines(double width, double height, String d) {
      return new Tile(width, height, d, "");
    }
  }

  /** Makes a tile for lines or signs so far apart. */
  private static final Map<String, DoubleFunction<Tile>> LINED =
      Map.ofEntries(
          Map.entry("hatch-0", s -> Tile.lines(s, s, level(s))),
          Map.entry("hatch-90", s -> Tile.lines(s, s, upright(s))),
          Map.entry("hatch-45", s -> square(slanted(s), rising(slanted(s)))),
          Map.entry("hatch-135", s -> square(slanted(s), falling(slanted(s)))),
          Map.entry("cross", s -> square(s, level(s) + " " + upright(s))),
          Map.entry(
              "cross-45", s -> square(slanted(s), rising(slanted(s)) + " " + falling(slanted(s)))),
          Map.entry("rings", s -> square(s, disc(s / 2, s / 2, s / 4))),
          Map.entry(
              "plus",
              s ->
                  square(
                      s,
                      d(
                          "M%s %s H%s M%s %s V%s",
                          s / 4, s / 2, 3 * s / 4, s / 2, s / 4, 3 * s / 4))),
          Map.entry(
              "dashes",
              s ->
                  square(
                      2 * s,
                      d("M%s %s H%s M%s %s H%s", s / 4, s / 2, s, 5 * s / 4, 3 * s / 2, 2 * s))),
          Map.entry("waves", s -> Tile.lines(2 * s, s, waves(s))),
          Map.entry(
              "triangles",
              s ->
                  square(
                      s,
                      d(
                          "M%s %s L%s %s L%s %s Z",
                          s / 4, 3 * s / 4, s / 2, s / 4, 3 * s / 4, 3 * s / 4))),
          Map.entry(
              "grass",
              s -> square(2 * s, tuft(s / 2, 3 * s / 4, s) + tuft(3 * s / 2, 7 * s / 4, s))),
          Map.entry(
              "paddy",
              s -> square(2 * s, stubble(s / 2, s / 2, s) + stubble(3 * s / 2, 3 * s / 2, s))));

  private Patterns() {}

  static Optional<Drawing> find(ImageName name) {
    return tile(name).map(tile -> drawing(tile, name));
  }

  private static Optional<Tile> tile(ImageName name) {
    double s = Math.rint(name.sizePx());
    double radius = name.widthPx();
    return switch (name.name()) {
      case "dots" -> Optional.of(new Tile(s, s, "", disc(s / 2, s / 2, radius)));
      case "dots-staggered" ->
          Optional.of(
              new Tile(
                  2 * s, 2 * s, "", disc(s / 2, s / 2, radius) + disc(1.5 * s, 1.5 * s, radius)));
      default -> Optional.ofNullable(LINED.get(name.name())).map(lined -> lined.apply(s));
    };
  }

  private static Drawing drawing(Tile tile, ImageName name) {
    List<Shape> shapes = new ArrayList<>();
    if (!name.background().isClear()) {
      String whole = d("M0 0 H%s V%s H0 Z", tile.width, tile.height);
      shapes.add(Shape.area(SvgPath.parse(whole), name.background()));
    }
    if (!tile.areas.isEmpty()) {
      shapes.add(Shape.area(SvgPath.parse(tile.areas), name.colour()));
    }
    if (!tile.lines.isEmpty()) {
      shapes.add(Shape.line(SvgPath.parse(tile.lines), name.colour(), name.widthPx()));
    }
    return new Drawing(tile.width, tile.height, shapes);
  }

  private static Tile square(double side, String lines) {
    return Tile.lines(side, side, lines);
  }

  /** The side of a tile whose slanted lines lie about so far apart. */
  private static double slanted(double spacing) {
    return Math.max(3, Math.rint(spacing * Math.sqrt(2)));
  }

  private static String level(double s) {
    return d("M0 %s H%s", s / 2, s);
  }

  private static String upright(double s) {
    return d("M%s 0 V%s", s / 2, s);
  }

  private static String rising(double s) {
    return d("M%s %s L%s %s M0 %s L%s 0 M0 %s L%s 0", -s, s, s, -s, s, s, 2 * s, 2 * s);
  }

  private static String falling(double s) {
    return d("M0 %s L%s %s M0 0 L%s %s M%s 0 L%s %s", -s, 2 * s, s, s, s, -s, s, 2 * s);
  }

  private static String waves(double s) {
    return d("M%s %s q%s %s %s 0", -s / 2, s / 2, s / 4, -s / 2, s / 2)
        + d("t%s 0 ", s / 2).repeat(5);
  }

  private static String disc(double x, double y, double r) {
    return d("M%s %s a%s %s 0 1 0 %s 0 a%s %s 0 1 0 %s 0 Z", x - r, y, r, r, 2 * r, r, r, -2 * r);
  }

  /** The sign of rough land (荒地): a small tuft. */
  private static String tuft(double x, double y, double s) {
    return d(
            "M%s %s L%s %s H%s L%s %s ",
            x - s / 4, y - s / 4, x - s / 8, y, x + s / 8, x + s / 4, y - s / 4)
        + d("M%s %s V%s ", x, y, y - s / 3);
  }

  /** The sign of paddy fields (田): two short strokes. */
  private static String stubble(double x, double y, double s) {
    return d(
        "M%s %s V%s M%s %s V%s ", x - s / 8, y - s / 4, y + s / 4, x + s / 8, y - s / 4, y + s / 4);
  }

  private static String d(String path, Object... numbers) {
    Object[] texts = new Object[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      texts[i] = String.format(Locale.ROOT, "%.6f", ((Double) numbers[i]));
    }
    return String.format(Locale.ROOT, path, texts) + " ";
  }
}
