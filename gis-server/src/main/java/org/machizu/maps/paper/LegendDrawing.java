package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.List;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.maps.expression.Rgba;

/** A legend in columns: swatches as they are drawn in the map, with their words. */
final class LegendDrawing {
  private static final Rgba INK = new Rgba(0.1, 0.1, 0.1, 1);
  private static final Rgba FINE = new Rgba(0.55, 0.55, 0.55, 1);
  private static final double ROW_MM = 4.4;
  private static final double TEXT_MM = 2.5;
  private static final double SWATCH_MM = 7;
  private static final double SWATCH_HEIGHT_MM = 3.2;
  private static final double COLUMN_MM = 44;
  private static final double GAP_MM = 1.6;

  private static final LocalizedText MORE = new LocalizedText("ほか %d 件", "%d more");
  private static final String EASY_MORE = "ほかに %d こ";

  private final Ink ink;
  private final TypeFace regular;
  private final TypeFace bold;
  private final String language;

  /** A line: a heading, or a swatch with words. */
  private record Row(String heading, String words, List<Look> looks) {}

  LegendDrawing(Ink ink, TypeFace regular, TypeFace bold, String language) {
    this.ink = ink;
    this.regular = regular;
    this.bold = bold;
    this.language = language;
  }

  /**
   * @return how many entries found no room
   */
  int draw(Rect frame, List<LegendEntry> entries) {
    int columns = (int) Math.max(1, Math.floor(frame.widthMm() / COLUMN_MM));
    int rows = (int) Math.floor(frame.heightMm() / ROW_MM);
    double width = frame.widthMm() / columns;
    List<Row> all = rows(entries, rows);
    int room = columns * rows;
    boolean fits = all.size() <= room;
    int shown = fits ? all.size() : Math.max(0, room - 1);
    int left =
        (int) all.subList(shown, all.size()).stream().filter(r -> !r.looks.isEmpty()).count();
    for (int i = 0; i < shown; i++) {
      draw(all.get(i), frame, width, i / rows, i % rows);
    }
    if (!fits && room > 0) {
      String more = language.equals("easy") ? EASY_MORE : MORE.in(language);
      Row last = new Row("", more.formatted(left), List.of());
      draw(last, frame, width, shown / rows, shown % rows);
    }
    return left;
  }

  /**
   * The room that all entries take below each other, from the page's corner.
   *
   * @param mostLines beyond these there is no room
   */
  static Rect room(List<LegendEntry> entries, int mostLines, TypeFace regular, TypeFace bold) {
    List<Row> all = rows(entries, Integer.MAX_VALUE);
    double widest = 0;
    for (Row row : all) {
      TypeFace face = row.heading.isEmpty() ? regular : bold;
      String text = face.printable((row.heading + row.words).replace('\n', ' '));
      double swatch = row.looks.isEmpty() ? 0 : SWATCH_MM + GAP_MM;
      widest = Math.max(widest, swatch + TEXT_MM * face.width(text, 0));
    }
    // A hair's breadth more than is needed, and less than two columns are.
    double width = Math.clamp(widest + GAP_MM + 0.1, COLUMN_MM / 2, 2 * COLUMN_MM - 0.1);
    return new Rect(0, 0, width, Math.clamp(all.size(), 1, mostLines) * ROW_MM + 0.1);
  }

  /** A layer with one class takes one line, others a heading; none stands alone below a column. */
  private static List<Row> rows(List<LegendEntry> entries, int perColumn) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      LegendEntry entry = entries.get(i);
      boolean isFirst = i == 0 || !entries.get(i - 1).layer().equals(entry.layer());
      boolean isAlone =
          isFirst && (i + 1 == entries.size() || !entries.get(i + 1).layer().equals(entry.layer()));
      if (isAlone || entry.layer().isEmpty()) {
        String words =
            entry.className().isEmpty() ? entry.title() : entry.title() + "：" + entry.className();
        rows.add(new Row("", words, entry.looks()));
        continue;
      }
      if (isFirst) {
        if (perColumn > 1 && rows.size() % perColumn == perColumn - 1) {
          rows.add(new Row("", "", List.of()));
        }
        rows.add(new Row(entry.title(), "", List.of()));
      }
      String words = entry.className().isEmpty() ? entry.title() : entry.className();
      rows.add(new Row("", words, entry.looks()));
    }
    return rows;
  }

  private void draw(Row row, Rect frame, double width, int column, int line) {
    double left = frame.xMm() + column * width;
    double middle = frame.topMm() - (line + 0.5) * ROW_MM;
    double baseline = middle - TypeFace.MIDDLE * TEXT_MM;
    if (!row.heading.isEmpty()) {
      write(bold, row.heading, left, baseline, width - GAP_MM);
      return;
    }
    if (!row.looks.isEmpty()) {
      swatch(row.looks, new Rect(left, middle - SWATCH_HEIGHT_MM / 2, SWATCH_MM, SWATCH_HEIGHT_MM));
    }
    double words = left + (row.looks.isEmpty() ? 0 : SWATCH_MM + GAP_MM);
    write(regular, row.words, words, baseline, left + width - GAP_MM - words);
  }

  private void write(TypeFace face, String text, double x, double y, double widthMm) {
    String printable = face.printable(text.replace('\n', ' '));
    String shown = printable;
    int count = printable.codePointCount(0, printable.length());
    while (count > 1 && TEXT_MM * face.width(shown, 0) > widthMm) {
      count--;
      shown = face.printable(printable.substring(0, printable.offsetByCodePoints(0, count)) + "…");
    }
    ink.textColour(INK);
    ink.text(face.font(), TEXT_MM, 0, shown, x, y, 0);
  }

  private void swatch(List<Look> looks, Rect box) {
    ink.save();
    ink.rectangle(
        new Rect(box.xMm() - 0.1, box.yMm() - 0.6, box.widthMm() + 0.2, box.heightMm() + 1.2));
    ink.clip();
    Brush brush = new Brush(ink, box);
    double[] ring = {
      box.xMm(),
      box.yMm(),
      box.rightMm(),
      box.yMm(),
      box.rightMm(),
      box.topMm(),
      box.xMm(),
      box.topMm(),
      box.xMm(),
      box.yMm()
    };
    double middleX = box.xMm() + box.widthMm() / 2;
    double middleY = box.yMm() + box.heightMm() / 2;
    boolean isArea =
        looks.stream().anyMatch(look -> look instanceof Look.Area || look instanceof Look.Tiled);
    boolean hasBorder = looks.stream().anyMatch(look -> look instanceof Look.Line);
    double widest = widestMm(looks);
    List<List<double[]>> areas = List.of(List.of(ring));
    for (Look look : looks) {
      switch (look) {
        case Look.Area area -> {
          brush.area(areas, area);
          if (!area.outline().isClear()) {
            outline(ring, area.outline());
          }
        }
        case Look.Tiled tiled -> {
          boolean unused = brush.tiled(areas, tiled);
        }
        case Look.Line line -> {
          double[] drawn =
              isArea ? ring : new double[] {box.xMm(), middleY, box.rightMm(), middleY};
          double most = box.heightMm() * (isArea ? 0.3 : 0.8);
          brush.lines(List.of(drawn), narrowed(line, widest, most));
        }
        case Look.Disc disc -> brush.disc(middleX, middleY, disc);
        case Look.Sign sign -> {
          double size = sign.drawing().heightPx() * sign.scale();
          double shrunk = Math.min(1, (box.heightMm() + 0.8) / size);
          brush.sign(
              middleX,
              middleY,
              0,
              new Look.Sign(sign.drawing(), sign.scale() * shrunk, sign.opacity()));
        }
      }
    }
    if (isArea && !hasBorder) {
      outline(ring, FINE);
    }
    ink.restore();
  }

  private void outline(double[] ring, Rgba colour) {
    ink.path(ring);
    ink.pen(colour, LookReader.outlineMm(), 0, 0, List.of());
    ink.stroke();
  }

  /**
   * Roads that are as wide as the swatch is high would be areas; all lines get thinner alike, so
   * that the edges of the widest are still seen.
   */
  private static Look.Line narrowed(Look.Line line, double widestMm, double mostMm) {
    double less = Math.max(0, widestMm - mostMm);
    if (less == 0) {
      return line;
    }
    double width = Math.max(LookReader.outlineMm(), line.widthMm() - less);
    return new Look.Line(line.colour(), width, 0, line.join(), line.dashMm(), line.gapMm(), 0);
  }

  private static double widestMm(List<Look> looks) {
    return looks.stream()
        .mapToDouble(look -> look instanceof Look.Line line ? line.widthMm() : 0)
        .max()
        .orElse(0);
  }
}
