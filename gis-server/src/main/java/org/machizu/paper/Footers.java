package org.machizu.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes the lower margins when all pages are there: a rule, the caller's lines, and below them
 * what the font has not, on pages where it shows.
 */
final class Footers {
  private static final double TEXT_BELOW_MM = 3;
  private static final double EDGE_MM = 5;
  private static final double PITCH = 1.3;
  private static final double[] SIZES_PT = {7.5, 7, 6.5, 6, 5.5, 5};

  /** So many characters are named. */
  private static final int MOST_NAMED = 12;

  private final Flow flow;
  private final PaperFonts fonts;
  private final String language;

  Footers(Flow flow, PaperFonts fonts, String language) {
    this.flow = flow;
    this.fonts = fonts;
    this.language = language;
  }

  void draw(Function<PageNumber, List<String>> lines) {
    for (int i = 0; i < flow.sheets().size(); i++) {
      Sheet sheet = flow.sheets().get(i);
      List<String> all = new ArrayList<>(lines.apply(new PageNumber(i + 1, flow.sheets().size())));
      if (sheet.needsNote()) {
        all.addAll(notes());
      }
      if (!all.isEmpty()) {
        draw(sheet, all);
      }
    }
  }

  private List<String> notes() {
    boolean japanese = language.startsWith("ja");
    List<String> notes = new ArrayList<>();
    if (!fonts.missing().isEmpty()) {
      notes.add(
          (japanese ? "〓は書体にない文字です: " : "〓 stands for characters that the font lacks: ")
              + named(fonts.missing(), japanese));
    }
    if (!fonts.unknownForms().isEmpty()) {
      notes.add(
          (japanese
                  ? "次の異体字は書体になく、通常の字形で印刷しています: "
                  : "Printed in their usual form, since the font lacks the one asked for: ")
              + named(fonts.unknownForms(), japanese));
    }
    return notes;
  }

  private static String named(List<String> all, boolean japanese) {
    int more = all.size() - MOST_NAMED;
    String named = String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())));
    if (more <= 0) {
      return named;
    }
    return named + (japanese ? " ほか%d字" : " and %d more").formatted(more);
  }

  private void draw(Sheet sheet, List<String> lines) {
    double roomMm = sheet.margins().bottomMm() - TEXT_BELOW_MM - EDGE_MM;
    for (double sizePt : SIZES_PT) {
      List<List<TextBlock>> rows = lines.stream().map(line -> parts(sheet, line, sizePt)).toList();
      double heightMm = rows.stream().mapToDouble(Footers::heightMm).sum();
      if (heightMm <= roomMm) {
        drawRows(sheet, rows);
        return;
      }
    }
    throw new IllegalArgumentException(
        "the footer does not fit into a lower margin of %.0f mm: %s"
            .formatted(sheet.margins().bottomMm(), lines));
  }

  /** One line of the footer: one part on the left, or two or three with tabs between. */
  private List<TextBlock> parts(Sheet sheet, String line, double sizePt) {
    String[] parts = line.split("\t", 3);
    List<TextBlock> blocks = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      Align align = i == 0 ? Align.LEFT : i == parts.length - 1 ? Align.RIGHT : Align.CENTRE;
      TextStyle style = new TextStyle(sizePt, false, Colour.BLACK, align);
      blocks.add(TextBlock.of(parts[i], style, sheet.widthMm() / parts.length, PITCH, fonts));
    }
    return blocks;
  }

  private static double heightMm(List<TextBlock> row) {
    return row.stream().mapToDouble(TextBlock::heightMm).max().orElse(0);
  }

  private void drawRows(Sheet sheet, List<List<TextBlock>> rows) {
    double ruleMm = sheet.margins().bottomMm() - TEXT_BELOW_MM + 0.8;
    double leftMm = sheet.leftMm();
    sheet.rule(leftMm, ruleMm, leftMm + sheet.widthMm(), ruleMm, 0.12, Colour.RULE);
    double topMm = sheet.margins().bottomMm() - TEXT_BELOW_MM;
    for (List<TextBlock> row : rows) {
      double xMm = leftMm;
      for (TextBlock part : row) {
        for (int line = 0; line < part.lines().size(); line++) {
          part.draw(sheet, line, xMm, topMm - line * part.pitchMm());
        }
        xMm += part.roomMm();
      }
      topMm -= heightMm(row);
    }
  }
}
