package org.machizu.maps.paper;

import java.util.List;
import org.machizu.maps.expression.Rgba;

/**
 * How something is drawn; colours as {@code #rrggbb} or {@code #rrggbbaa}, empty for none.
 *
 * @param fill of the area
 * @param pattern over the fill, {@code machizu:hatch-45/#d12f3f}; see docs/styles.md
 * @param line of the border or line; points become discs in it
 * @param widthMm of the line, 0.1 to 5
 * @param dashMm lengths drawn and left out by turns; empty for an unbroken line
 * @param edge of a wider line below, which sets it off from the map
 */
public record PaperPen(
    String fill, String pattern, String line, double widthMm, List<Double> dashMm, String edge) {
  /** The border of the site that a paper is about. */
  public static final PaperPen SITE =
      new PaperPen("#e6002d14", "", "#e6002d", 0.7, List.of(), "#ffffff");

  /** What a site has to give up along a narrow road. */
  public static final PaperPen SET_BACK =
      new PaperPen("", "machizu:hatch-45/#d12f3f/#ffffff80/5/1", "#d12f3f", 0.25, List.of(), "");

  public PaperPen {
    if (!(widthMm >= 0.1 && widthMm <= 5)) {
      throw new IllegalArgumentException(
          "a line of %s mm is not allowed; give 0.1 to 5".formatted(widthMm));
    }
    dashMm = List.copyOf(dashMm);
    for (String colour : List.of(fill, line, edge)) {
      if (!colour.isEmpty() && Rgba.find(colour).isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' is no colour; write #rrggbb or #rrggbbaa".formatted(colour));
      }
    }
  }
}
