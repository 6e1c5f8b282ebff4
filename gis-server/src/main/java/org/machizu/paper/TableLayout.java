package org.machizu.paper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a table down the pages: measures each row, keeps it in one piece where a page has room for
 * it, and begins each page with the head.
 */
final class TableLayout {
  private static final double PAD_X_MM = 1.6;
  private static final double PAD_Y_MM = 1.1;
  private static final double RULE_MM = 0.12;
  private static final double FRAME_MM = 0.25;

  /** From one line to the next, in the letters' size. */
  private static final double PITCH = 1.4;

  private final Flow flow;
  private final PaperFonts fonts;
  private final Table table;
  private final double[] widthsMm;
  private final @Nullable Row head;

  /** A row that was measured. */
  private record Row(List<Cell> cells, List<TextBlock> texts, double pitchMm) {
    int lines() {
      return texts.stream().mapToInt(text -> text.lines().size()).max().orElse(1);
    }

    double heightMm() {
      return heightMm(lines());
    }

    double heightMm(int lines) {
      return lines * pitchMm + 2 * PAD_Y_MM;
    }
  }

  TableLayout(Flow flow, PaperFonts fonts, Table table) {
    this.flow = flow;
    this.fonts = fonts;
    this.table = table;
    this.widthsMm = widths(table.columns(), flow.widthMm());
    this.head = table.hasHead() ? measure(headCells(table.columns())) : null;
    if (headMm() > flow.fullMm() / 2) {
      throw new IllegalArgumentException("the head of a table is higher than half a page");
    }
  }

  private static List<Cell> headCells(List<Column> columns) {
    return columns.stream()
        .map(column -> Cell.of(column.title()).strong().on(Colour.SHADE))
        .toList();
  }

  private static double[] widths(List<Column> columns, double fullMm) {
    double fixed = columns.stream().mapToDouble(Column::widthMm).sum();
    double shares = columns.stream().mapToDouble(Column::share).sum();
    double[] widths = new double[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      Column column = columns.get(i);
      widths[i] =
          column.widthMm() > 0 ? column.widthMm() : (fullMm - fixed) * column.share() / shares;
    }
    if (fixed > fullMm + 1e-6) {
      throw new IllegalArgumentException(
          "the columns need %.1f mm, and the page has %.1f mm".formatted(fixed, fullMm));
    }
    return widths;
  }

  void draw() {
    boolean begun = false;
    for (List<Cell> cells : table.rows()) {
      Row row = measure(cells);
      if (!begun) {
        begin(row);
        begun = true;
      } else if (row.heightMm() > flow.roomMm() && fitsOnEmptyPage(row)) {
        nextPage();
      }
      draw(row);
    }
    if (!begun && head != null) {
      flow.place(headMm());
      begun = true;
      drawPiece(head, 0, head.lines());
    }
  }

  /** The first row stands on the page of its head. */
  private void begin(Row row) {
    double needed = fitsOnEmptyPage(row) ? row.heightMm() : row.heightMm(Math.min(3, row.lines()));
    flow.place(headMm() + needed);
    if (head != null) {
      drawPiece(head, 0, head.lines());
    }
  }

  private void draw(Row row) {
    int done = 0;
    while (done < row.lines()) {
      int fit = (int) Math.floor((flow.roomMm() - 2 * PAD_Y_MM + 1e-6) / row.pitchMm());
      int now = Math.min(fit, row.lines() - done);
      if (now < 1 || (now < 2 && row.lines() - done > 2)) {
        nextPage();
        continue;
      }
      drawPiece(row, done, done + now);
      done += now;
      if (done < row.lines()) {
        nextPage();
      }
    }
  }

  private void nextPage() {
    flow.pageBreak();
    if (head != null) {
      drawPiece(head, 0, head.lines());
    }
  }

  private double headMm() {
    return head == null ? 0 : head.heightMm();
  }

  private boolean fitsOnEmptyPage(Row row) {
    return headMm() + row.heightMm() <= flow.fullMm();
  }

  private Row measure(List<Cell> cells) {
    List<TextBlock> texts = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      TextStyle style =
          new TextStyle(table.sizePt(), cell.bold(), cell.colour(), table.columns().get(i).align());
      double roomMm = widthsMm[i] - 2 * PAD_X_MM - (cell.mark() == null ? 0 : markRoomMm());
      if (roomMm < Sheet.mm(table.sizePt())) {
        throw new IllegalArgumentException(
            "column '%s' is %.1f mm wide, which has no room for one character of %.1f pt"
                .formatted(table.columns().get(i).title(), widthsMm[i], table.sizePt()));
      }
      texts.add(TextBlock.of(cell.text(), style, roomMm, PITCH, fonts));
    }
    return new Row(cells, texts, Sheet.mm(table.sizePt()) * PITCH);
  }

  private double markRoomMm() {
    return Sheet.mm(table.sizePt()) * 1.15;
  }

  /** Draws some lines of a row as a rectangle of their own, with its rules. */
  private void drawPiece(Row row, int fromLine, int toLine) {
    double heightMm = row.heightMm(toLine - fromLine);
    double topMm = flow.topMm();
    double bottomMm = topMm - heightMm;
    Sheet sheet = flow.sheet();
    double xMm = flow.leftMm();
    for (int i = 0; i < widthsMm.length; i++) {
      Cell cell = row.cells().get(i);
      if (cell.ground() != null) {
        sheet.fill(xMm, bottomMm, widthsMm[i], heightMm, cell.ground());
      }
      double textMm = xMm + PAD_X_MM;
      if (cell.mark() != null) {
        if (fromLine == 0) {
          double sideMm = Sheet.mm(table.sizePt()) * 0.72;
          double middleMm = topMm - PAD_Y_MM - row.pitchMm() / 2;
          double besideMm = textMm + row.texts().get(i).indentMm(0);
          sheet.mark(cell.mark(), besideMm + sideMm / 2, middleMm, sideMm);
        }
        textMm += markRoomMm();
      }
      TextBlock text = row.texts().get(i);
      for (int line = fromLine; line < Math.min(toLine, text.lines().size()); line++) {
        text.draw(sheet, line, textMm, topMm - PAD_Y_MM - (line - fromLine) * row.pitchMm());
      }
      xMm += widthsMm[i];
    }
    rules(sheet, topMm, bottomMm);
    flow.down(heightMm);
  }

  private void rules(Sheet sheet, double topMm, double bottomMm) {
    double leftMm = flow.leftMm();
    double rightMm = leftMm;
    for (double width : widthsMm) {
      rightMm += width;
    }
    sheet.rule(leftMm, topMm, rightMm, topMm, RULE_MM, Colour.RULE);
    sheet.rule(leftMm, bottomMm, rightMm, bottomMm, RULE_MM, Colour.RULE);
    double xMm = leftMm;
    sheet.rule(xMm, topMm, xMm, bottomMm, FRAME_MM, Colour.RULE);
    for (int i = 0; i < widthsMm.length; i++) {
      xMm += widthsMm[i];
      double widthMm = i + 1 < widthsMm.length ? RULE_MM : FRAME_MM;
      sheet.rule(xMm, topMm, xMm, bottomMm, widthMm, Colour.RULE);
    }
  }
}
