package org.machizu.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes the lower margins when all pages are there: a rule, the caller's lines, and below them
 * which characters the font has not, on pages where 〓 stands for one.
 */
final class Footers {
  private static final double TEXT_BELOW_MM = 3;
  private static final double EDGE_MM = 5;
  private static final double PITCH = 1.3;
  private static final double[] SIZES_PT = {7.5, 7, 6.5, 6, 5.5, 5};

  /** So many missing characters are named. */
  private static final int MOST_NAMED = 20;

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
      if (sheet.hasGeta() && !fonts.missing().isEmpty()) {
        all.add(note());
      }
      if (!all.isEmpty()) {
        draw(sheet, all);
      }
    }
  }

  private String note() {
    List<String> missing = fonts.missing();
    String named = String.join(" ", missing.subList(0, Math.min(MOST_NAMED, missing.size())));
    int more = missing.size() - MOST_NAMED;
    if (language.startsWith("ja")) {
      return "〓は書体にない文字です: " + named + (more > 0 ? " ほか%d字".formatted(more) : "");
    }
    return "〓 stands for characters that the font lacks: "
        + named
        + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private void draw(Sheet sheet, List<String> lines) {
    double roomMm = flow.margins().bottomMm() - TEXT_BELOW_MM - EDGE_MM;
    for (double sizePt : SIZES_PT) {
      List<List<TextBlock>> rows = lines.stream().map(line -> parts(line, sizePt)).toList();
      double heightMm = rows.stream().mapToDouble(Footers::heightMm).sum();
      if (heightMm <= roomMm) {
        drawRows(sheet, rows);
        return;
      }
    }
    throw new IllegalArgumentException(
        "the footer does not fit into a lower margin of %.0f mm: %s"
            .formatted(flow.margins().bottomMm(), lines));
  }

  /** One line of the footer: one part on the left, or two or three with tabs between. */
  private List<TextBlock> parts(String line, double sizePt) {
    String[] parts = line.split("\t", 3);
    List<TextBlock> blocks = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      Align align = i == 0 ? Align.LEFT : i == parts.length - 1 ? Align.RIGHT : Align.CENTRE;
      TextStyle style = new TextStyle(sizePt, false, Colour.BLACK, align);
      blocks.add(TextBlock.of(parts[i], style, flow.widthMm() / parts.length, PITCH, fonts));
    }
    return blocks;
  }

  private static double heightMm(List<TextBlock> row) {
    return row.stream().mapToDouble(TextBlock::heightMm).max().orElse(0);
  }

  private void drawRows(Sheet sheet, List<List<TextBlock>> rows) {
    double ruleMm = flow.margins().bottomMm() - TEXT_BELOW_MM + 0.8;
    double leftMm = flow.leftMm();
    sheet.rule(leftMm, ruleMm, leftMm + flow.widthMm(), ruleMm, 0.12, Colour.RULE);
    double topMm = flow.margins().bottomMm() - TEXT_BELOW_MM;
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
