package org.machizu.maps.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** Measures texts in a font; lengths are in ems, the font's size. */
final class TypeFace {
  /** Stands for what the font does not have (下駄). */
  private static final int GETA = 0x3013;

  /** The middle of a full-width character above the baseline. */
  static final double MIDDLE = 0.38;

  private final PDFont font;
  private final Map<Integer, Double> widths = new HashMap<>();
  private final TreeSet<Integer> missing = new TreeSet<>();

  TypeFace(PDFont font) {
    this.font = font;
  }

  PDFont font() {
    return font;
  }

  /** Characters that were asked for and are not there. */
  TreeSet<Integer> missing() {
    return missing;
  }

  /** The width of a text that is printable. */
  double width(String printable, double spacing) {
    return printable.codePoints().mapToDouble(point -> width(point) + spacing).sum();
  }

  double width(int point) {
    return widths.computeIfAbsent(point, this::measure);
  }

  /** NaN where the font does not have it. */
  private double measure(int point) {
    try {
      return font.getStringWidth(Character.toString(point)) / 1000;
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      return Double.NaN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text in which 〓 stands for what cannot be printed; line breaks stay. */
  String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> !isInvisible(point))
        .forEach(point -> printable.appendCodePoint(printable(point)));
    return printable.toString();
  }

  private int printable(int point) {
    if (point == '\n' || point == ' ' || point == '\t') {
      return point == '\t' ? ' ' : point;
    }
    if (!Double.isNaN(width(point))) {
      return point;
    }
    missing.add(point);
    return Double.isNaN(width(GETA)) ? '?' : GETA;
  }

  /** Controls, marks of direction and variation selectors print as boxes or nothing. */
  private static boolean isInvisible(int point) {
    int type = Character.getType(point);
    return point != '\n'
        && point != '\t'
        && (type == Character.CONTROL
            || type == Character.FORMAT
            || (point >= 0xFE00 && point <= 0xFE0F)
            || (point >= 0xE0100 && point <= 0xE01EF));
  }
}
