package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.expression.Scope;
import org.machizu.maps.sign.ImageName;

/**
 * How a style layer draws a feature on paper: its properties, or their defaults by the style
 * specification, with a pixel of 1/96 inch.
 */
final class LookReader {
  private static final double OUTLINE_MM = 0.1;

  private LookReader() {}

  /** How an area is filled; empty when nothing is to be seen, or its pattern is not known. */
  static Optional<Look> area(StyleLayer style, Scope scope, Missing missing) {
    boolean isBlock = style.type().equals("fill-extrusion");
    double opacity = style.number(isBlock ? "fill-extrusion-opacity" : "fill-opacity", scope, 1);
    String property = isBlock ? "fill-extrusion-pattern" : "fill-pattern";
    if (style.has(property)) {
      String name = style.label(property, scope);
      Optional<ImageName> pattern = ImageName.find(name).filter(image -> !image.isSign());
      if (!name.isEmpty() && pattern.flatMap(ImageName::drawing).isEmpty()) {
        missing.image(style, name);
      }
      return pattern
          .filter(one -> !one.isClear() && one.drawing().isPresent() && opacity > 0)
          .map(one -> new Look.Tiled(one, opacity));
    }
    Rgba fill = style.colour(isBlock ? "fill-extrusion-color" : "fill-color", scope, Rgba.BLACK);
    Rgba outline = style.colour("fill-outline-color", scope, Rgba.CLEAR).faded(opacity);
    Look.Area area = new Look.Area(fill.faded(opacity), outline);
    return area.fill().isClear() && outline.isClear() ? Optional.empty() : Optional.of(area);
  }

  /** How a line is drawn; empty when nothing is to be seen. */
  static Optional<Look> line(StyleLayer style, Scope scope) {
    double opacity = style.number("line-opacity", scope, 1);
    double widthMm = style.number("line-width", scope, 1) * Ink.MM_PER_PX;
    Rgba colour = style.colour("line-color", scope, Rgba.BLACK).faded(opacity);
    if (!(widthMm > 0) || colour.isClear()) {
      return Optional.empty();
    }
    List<Double> dash = new ArrayList<>();
    double sum = 0;
    for (double part : style.numbers("line-dasharray", scope)) {
      dash.add(Math.max(0, part) * widthMm);
      sum += Math.max(0, part);
    }
    int cap =
        switch (style.word("line-cap", scope, "butt")) {
          case "round" -> 1;
          case "square" -> 2;
          default -> 0;
        };
    int join =
        switch (style.word("line-join", scope, "miter")) {
          case "round" -> 1;
          case "bevel" -> 2;
          default -> 0;
        };
    return Optional.of(
        new Look.Line(
            colour,
            widthMm,
            cap,
            join,
            sum > 0 ? List.copyOf(dash) : List.of(),
            Math.max(0, style.number("line-gap-width", scope, 0)) * Ink.MM_PER_PX,
            style.number("line-offset", scope, 0) * Ink.MM_PER_PX));
  }

  /** How a circle is drawn; empty when nothing is to be seen. */
  static Optional<Look> disc(StyleLayer style, Scope scope) {
    double opacity = style.number("circle-opacity", scope, 1);
    double edgeOpacity = style.number("circle-stroke-opacity", scope, 1);
    double edgeMm = Math.max(0, style.number("circle-stroke-width", scope, 0)) * Ink.MM_PER_PX;
    double radiusMm = style.number("circle-radius", scope, 5) * Ink.MM_PER_PX;
    Rgba fill = style.colour("circle-color", scope, Rgba.BLACK).faded(opacity);
    Rgba edge = style.colour("circle-stroke-color", scope, Rgba.BLACK).faded(edgeOpacity);
    return radiusMm > 0
        ? Optional.of(new Look.Disc(radiusMm, fill, edgeMm > 0 ? edge : Rgba.CLEAR, edgeMm))
        : Optional.empty();
  }

  /** The sign of a symbol; empty when it has none, or one that is not built in. */
  static Optional<Look.Sign> sign(StyleLayer style, Scope scope, Missing missing) {
    String name = style.label("icon-image", scope);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    double size = style.number("icon-size", scope, 1);
    double opacity = style.number("icon-opacity", scope, 1);
    Optional<Look.Sign> sign =
        ImageName.find(name)
            .filter(ImageName::isSign)
            .flatMap(ImageName::drawing)
            .map(drawing -> new Look.Sign(drawing, size * Ink.MM_PER_PX, opacity));
    if (sign.isEmpty()) {
      missing.image(style, name);
    }
    return sign.filter(one -> size > 0 && opacity > 0);
  }

  static double outlineMm() {
    return OUTLINE_MM;
  }
}
