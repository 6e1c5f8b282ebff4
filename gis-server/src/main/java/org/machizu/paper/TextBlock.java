package org.machizu.paper;

import java.util.List;
import org.machizu.paper.LineBreaker.Line;

/**
 * A text that was broken into lines for a room, and how to draw them.
 *
 * @param pitchMm from one baseline to the next
 */
record TextBlock(List<Line> lines, TextStyle style, double roomMm, double pitchMm) {
  /** Where a letter stands in its square: BIZ UDGothic reaches 0.88 above the baseline. */
  private static final double ABOVE_BASELINE = 0.88;

  /** At most so much is put between two characters of a stretched line, in the letters' size. */
  private static final double MOST_STRETCH_EM = 0.12;

  /**
   * Cleans a text and breaks it into lines.
   *
   * @param pitch from one line to the next, in the letters' size
   */
  static TextBlock of(String text, TextStyle style, double roomMm, double pitch, PaperFonts fonts) {
    double emMm = Sheet.mm(style.sizePt());
    List<Line> lines =
        LineBreaker.lines(
            fonts.printableLines(text),
            roomMm / emMm,
            character -> fonts.perMille(character, style.bold()) / 1000.0);
    return new TextBlock(lines, style, roomMm, emMm * pitch);
  }

  double heightMm() {
    return lines.size() * pitchMm;
  }

  private double freeMm(Line line) {
    return roomMm - line.widthEm() * Sheet.mm(style.sizePt());
  }

  /** How far from the room's left edge a line begins. */
  double indentMm(int number) {
    double freeMm = freeMm(lines.get(number));
    return switch (style.align()) {
      case LEFT, JUSTIFY -> 0;
      case CENTRE -> freeMm / 2;
      case RIGHT -> freeMm;
    };
  }

  /** Draws one line below a height. */
  void draw(Sheet sheet, int number, double leftMm, double topMm) {
    Line line = lines.get(number);
    double emMm = Sheet.mm(style.sizePt());
    double freeMm = freeMm(line);
    double baselineMm = topMm - (pitchMm - emMm) / 2 - ABOVE_BASELINE * emMm;
    sheet.text(
        line.text(),
        leftMm + indentMm(number),
        baselineMm,
        style.sizePt(),
        style.bold(),
        style.colour(),
        style.align() == Align.JUSTIFY ? stretchPt(line, freeMm) : 0);
  }

  private double stretchPt(Line line, double freeMm) {
    int gaps = line.text().codePointCount(0, line.text().length()) - 1;
    if (line.last() || gaps < 1 || freeMm <= 0) {
      return 0;
    }
    double each = freeMm / gaps * 72 / 25.4;
    return each > MOST_STRETCH_EM * style.sizePt() ? 0 : each;
  }
}
