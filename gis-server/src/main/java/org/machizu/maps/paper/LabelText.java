package org.machizu.maps.paper;

import java.util.List;
import java.util.Locale;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.expression.Scope;

/**
 * The text of a label with how it is written; lengths in mm.
 *
 * @param lines printable, at least one
 * @param widths of the lines
 * @param padMm room around it in which no other label comes
 */
record LabelText(
    List<String> lines,
    List<Double> widths,
    double sizeMm,
    double lineMm,
    double spacingMm,
    Rgba colour,
    Rgba halo,
    double haloMm,
    double padMm) {

  /** Empty lines when the label says nothing. */
  static LabelText of(StyleLayer style, Scope scope, boolean wraps, TypeFace face) {
    String text = style.label("text-field", scope);
    String cased =
        switch (style.word("text-transform", scope, "none")) {
          case "uppercase" -> text.toUpperCase(Locale.ROOT);
          case "lowercase" -> text.toLowerCase(Locale.ROOT);
          default -> text;
        };
    double sizeMm = style.number("text-size", scope, 16) * Ink.MM_PER_PX;
    double spacing = style.number("text-letter-spacing", scope, 0);
    double mostEm = wraps ? style.number("text-max-width", scope, 10) : Double.MAX_VALUE;
    String printable = face.printable(cased);
    List<String> lines =
        sizeMm <= 0
            ? List.of()
            : TextLines.of(wraps ? printable : printable.replace('\n', ' '), mostEm, spacing, face);
    double opacity = style.number("text-opacity", scope, 1);
    return new LabelText(
        lines,
        lines.stream().map(l -> sizeMm * (face.width(l, spacing) - spacing)).toList(),
        sizeMm,
        sizeMm * style.number("text-line-height", scope, 1.2),
        spacing * sizeMm,
        style.colour("text-color", scope, Rgba.BLACK).faded(opacity),
        style.colour("text-halo-color", scope, Rgba.CLEAR).faded(opacity),
        Math.max(0, style.number("text-halo-width", scope, 0)) * Ink.MM_PER_PX,
        Math.max(0, style.number("text-padding", scope, 2)) * Ink.MM_PER_PX);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  double widthMm() {
    return widths.stream().mapToDouble(w -> w).max().orElse(0);
  }

  double heightMm() {
    return lineMm * (lines.size() - 1) + sizeMm;
  }

  String whole() {
    return String.join("\n", lines);
  }

  PlacedLabel placed(List<PlacedLabel.PlacedSign> signs, List<PlacedLabel.Run> runs) {
    return new PlacedLabel(signs, runs, sizeMm, spacingMm, colour, halo, haloMm);
  }
}
