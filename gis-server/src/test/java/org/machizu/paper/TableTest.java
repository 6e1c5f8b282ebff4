package org.machizu.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.machizu.paper.ReadPaper.Glyph;

class TableTest {
  private static final About ABOUT = new About("表", "課", "", "ja", Instant.EPOCH);

  private static ReadPaper paper(List<Column> columns, List<List<Cell>> rows) {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.footer(number -> List.of());
      paper.paragraph("前文", TextStyle.BODY);
      paper.table(Table.of(columns, rows));
      return ReadPaper.of(paper.finish());
    }
  }

  private static final List<Column> THREE =
      List.of(Column.mm("甲欄", 20).at(Align.RIGHT), Column.mm("乙欄", 60), Column.share("丙欄", 1));

  private static List<List<Cell>> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            List.of(
                Cell.of("a" + "1".repeat(i % 30)),
                Cell.of("b" + "道路の幅員、".repeat(i % 13)),
                Cell.of("c" + "c".repeat(i % 130))
                    .marked(new Mark(Mark.Shape.TRIANGLE, Colour.GREY))))
        .toList();
  }

  @Test
  void everyPageBeginsWithTheHead() {
    ReadPaper read = paper(THREE, rows(200));
    assertThat(read.pages()).isGreaterThan(4);
    for (int page = 1; page <= read.pages(); page++) {
      assertThat(read.drawn(page)).containsOnlyOnce("甲欄乙欄丙欄");
      if (page > 1) {
        assertThat(read.drawn(page)).startsWith("甲欄乙欄丙欄");
      }
    }
  }

  @Test
  void noTextLeavesItsCell() {
    ReadPaper read = paper(THREE, rows(200));
    assertThat(read.glyphs())
        .allMatch(glyph -> glyph.yMm() > 20 && glyph.yMm() < 297 - 18)
        .filteredOn(glyph -> "a1".contains(glyph.text()))
        .hasSizeGreaterThan(200)
        .allMatch(glyph -> between(glyph, 18, 38));
    assertThat(read.glyphs())
        .filteredOn(glyph -> "b道路幅員、".contains(glyph.text()))
        .hasSizeGreaterThan(200)
        .allMatch(glyph -> between(glyph, 38, 98));
    assertThat(read.glyphs())
        .filteredOn(glyph -> "c".equals(glyph.text()))
        .hasSizeGreaterThan(200)
        .allMatch(glyph -> between(glyph, 98 + 3, 192));
  }

  private static boolean between(Glyph glyph, double leftMm, double rightMm) {
    return glyph.xMm() > leftMm + 1 && glyph.rightMm() < rightMm - 1;
  }

  @Test
  void everyRowIsThereOnceAndInOnePiece() {
    List<List<Cell>> rows =
        IntStream.range(0, 100)
            .mapToObj(i -> List.of(Cell.of("始" + i + "\n\n\n終" + i + "。")))
            .toList();
    ReadPaper read = paper(List.of(Column.share("欄", 1)), rows);
    for (int i = 0; i < 100; i++) {
      String row = "始" + i + "終" + i + "。";
      assertThat(IntStream.rangeClosed(1, read.pages()).filter(p -> read.drawn(p).contains(row)))
          .as(row)
          .hasSize(1);
    }
  }

  @Test
  void aRowHigherThanAPageIsContinuedOnTheNext() {
    String lines =
        IntStream.range(0, 150).mapToObj(i -> "第" + i + "行\n").reduce("", String::concat);
    ReadPaper read =
        paper(
            List.of(Column.share("事項", 1), Column.share("内容", 3)),
            List.of(List.of(Cell.of("短い"), Cell.of(lines)), List.of(Cell.of("次"), Cell.of("後"))));
    assertThat(read.pages()).isBetween(3, 4);
    String all =
        IntStream.rangeClosed(1, read.pages())
            .mapToObj(read::drawn)
            .map(page -> page.replace("事項内容", ""))
            .reduce("", String::concat);
    assertThat(all)
        .isEqualTo(
            "前文短い"
                + IntStream.range(0, 150).mapToObj(i -> "第" + i + "行").reduce("", String::concat)
                + "次後");
    assertThat(read.glyphs()).allMatch(glyph -> glyph.yMm() > 20);
  }

  @Test
  void theHeadDoesNotStandAloneAtTheFootOfAPage() {
    for (int filledMm = 215; filledMm < 250; filledMm++) {
      try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
        paper.footer(number -> List.of());
        paper.frame(filledMm);
        paper.heading("結果", 2);
        paper.table(Table.of(List.of(Column.share("頭", 1)), List.of(List.of(Cell.of("一\n二\n三")))));
        ReadPaper read = ReadPaper.of(paper.finish());
        assertThat(List.of(read.drawn(1), read.pages() > 1 ? read.drawn(2) : ""))
            .as("%d mm", filledMm)
            .containsExactlyInAnyOrder("結果頭一二三", "");
      }
    }
  }

  @Test
  void aTableWithoutRowsShowsItsHead() {
    assertThat(paper(THREE, List.of()).drawn(1)).isEqualTo("前文甲欄乙欄丙欄");
  }

  @Test
  void aMarkStandsBeforeItsTextWhereverThatIs() {
    for (Align align : List.of(Align.LEFT, Align.CENTRE, Align.RIGHT)) {
      byte[] pdf;
      try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
        Mark red = new Mark(Mark.Shape.SQUARE, new Colour(0xFF0000));
        paper.table(
            Table.of(
                List.of(Column.share("", 1).at(align)),
                List.of(List.of(Cell.of("区域内").marked(red)))));
        pdf = paper.finish();
      }
      double textMm = ReadPaper.of(pdf).glyphs().getFirst().xMm();
      var picture = ReadPaper.picture(pdf, 1, 254); // ten pixels a millimetre
      int rightmost = 0;
      for (int x = 0; x < picture.getWidth(); x++) {
        for (int y = 180; y < 240; y++) {
          if ((picture.getRGB(x, y) & 0xFFFFFF) == 0xFF0000) {
            rightmost = x;
          }
        }
      }
      assertThat(rightmost / 10.0).as("%s", align).isBetween(textMm - 2, textMm - 0.3);
    }
  }

  @Test
  void labelsAndValuesStandSideBySide() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.keyValues(List.of(new Entry("地番", "12番3"), new Entry("備考", "一\n二")));
      ReadPaper read = ReadPaper.of(paper.finish());
      assertThat(read.lines(1)).startsWith("地番12番3", "備考一", "二");
      assertThat(read.glyphs())
          .filteredOn(glyph -> "地備".contains(glyph.text()))
          .allMatch(glyph -> glyph.xMm() < 21);
      assertThat(read.glyphs())
          .filteredOn(glyph -> "一二".contains(glyph.text()))
          .allMatch(glyph -> glyph.xMm() > 44);
    }
  }

  @Test
  void rowsAndColumnsHaveToMatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Table.of(THREE, List.of(List.of(Cell.of("")))))
        .withMessage("a row has 1 cells for 3 columns");
  }

  @Test
  void columnsThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paper(List.of(Column.mm("広", 180)), List.of()))
        .withMessageContaining("180.0 mm");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paper(List.of(Column.mm("広", 172), Column.share("狭", 1)), List.of()))
        .withMessageContaining("'狭'");
    Cell marked = Cell.of("").marked(new Mark(Mark.Shape.DOT, Colour.BLACK));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paper(List.of(Column.mm("細", 7)), List.of(List.of(marked))))
        .withMessageContaining("7.0 mm");
  }
}
