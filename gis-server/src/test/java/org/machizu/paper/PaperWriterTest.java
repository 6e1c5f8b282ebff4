package org.machizu.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.machizu.paper.ReadPaper.Glyph;

class PaperWriterTest {
  private static final Instant MADE = Instant.parse("2026-11-28T01:00:00.123Z");
  private static final About ABOUT = new About("証明書 <1> & 2", "建設課", "敷地", "ja", MADE);

  private static byte[] everything(About about) {
    try (PaperWriter paper = PaperWriter.a4(about)) {
      paper.heading("敷地照会証明書", 1);
      paper.paragraph("次の敷地について、下記のとおり証明します。".repeat(20), TextStyle.BODY);
      paper.heading("敷地", 2);
      paper.keyValues(List.of(new Entry("地番", "髙﨑 12番3"), new Entry("照会者", "𠮷田")));
      Mark dot = new Mark(Mark.Shape.DOT, new Colour(0xB3261E));
      paper.table(
          Table.of(
              List.of(Column.mm("番号", 15), Column.share("結果", 1)),
              IntStream.range(0, 60)
                  .mapToObj(i -> List.of(Cell.of("" + i), Cell.of("区域内").marked(dot).strong()))
                  .toList()));
      Frame frame = paper.frame(50);
      paper.draw(
          frame,
          (content, fonts, in) -> {
            content.addRect(100, 100, 200, 200);
            content.stroke();
          });
      paper.qr("https://gis.example.jp/check?number=1", 160, 30, 30);
      paper.footer(number -> List.of("建設課\t" + number.page() + "/" + number.of()));
      return paper.finish();
    }
  }

  @Test
  void theSameCallsGiveTheSameBytes() {
    assertThat(everything(ABOUT)).isEqualTo(everything(ABOUT));
  }

  @Test
  void theSameCallsGiveTheSameBytesInManyThreadsAtOnce() throws Exception {
    byte[] alone = everything(ABOUT);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<byte[]>> papers =
          IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> everything(ABOUT))).toList();
      for (Future<byte[]> paper : papers) {
        assertThat(paper.get()).isEqualTo(alone);
      }
    }
  }

  @Test
  void papersOfDifferentContentHaveDifferentIdentifiers() throws Exception {
    assertThat(identifier(withText("甲"))).isNotEqualTo(identifier(withText("乙")));
  }

  private static String identifier(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getDocument().getDocumentID().toString();
    }
  }

  private static byte[] withText(String text) {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.paragraph(text, TextStyle.BODY);
      return paper.finish();
    }
  }

  @Test
  void aPaperIsTensOfKilobytes() {
    assertThat(everything(ABOUT).length).isLessThan(100_000);
  }

  @Test
  void aPaperSaysItsTitleAndLanguage() throws Exception {
    try (PDDocument document = Loader.loadPDF(everything(ABOUT))) {
      PDDocumentCatalog catalog = document.getDocumentCatalog();
      assertThat(catalog.getLanguage()).isEqualTo("ja");
      assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("証明書 <1> & 2");
      assertThat(document.getDocumentInformation().getCreationDate().toInstant())
          .isEqualTo(Instant.parse("2026-11-28T01:00:00Z"));
      String xmp = new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8);
      assertThat(xmp)
          .contains("証明書 &lt;1&gt; &amp; 2", "2026-11-28T10:00:00+09:00")
          .contains("<pdfaid:part>2</pdfaid:part>");
      assertThat(catalog.getOutputIntents()).hasSize(1);
      assertThat(catalog.getOpenAction()).isNull();
      assertThat(catalog.getNames()).isNull();
      assertThat(catalog.getActions().getCOSObject().size()).isZero();
      for (PDPage page : document.getPages()) {
        assertThat(page.getAnnotations()).isEmpty();
      }
    }
  }

  @Test
  void aTitleWithCharactersThatXmlCannotHoldDoesNotBreakThePaper() throws Exception {
    About odd = new About("証\u0000明\uD842書", "", "", "ja", MADE);
    try (PaperWriter paper = PaperWriter.a4(odd);
        PDDocument document = Loader.loadPDF(paper.finish())) {
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("証明書");
      byte[] xmp = document.getDocumentCatalog().getMetadata().toByteArray();
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xmp));
    }
  }

  @Test
  void everyPageHasItsFooterInTheLowerMargin() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.footer(number ->
          List.of("みどり野町建設課都市計画係".repeat(6) + "\t中\t" + number.page() + "／" + number.of(), "二行目"));
      paper.paragraph("甲".repeat(3_000), TextStyle.BODY);
      ReadPaper read = ReadPaper.of(paper.finish());
      assertThat(read.pages()).isEqualTo(2);
      assertThat(read.drawn(1)).contains("1／2").contains("二行目");
      assertThat(read.drawn(2)).contains("2／2").contains("二行目");
      assertThat(read.glyphs())
          .filteredOn(glyph -> !"甲".equals(glyph.text()))
          .allMatch(glyph -> glyph.yMm() > 5 && glyph.yMm() < 18)
          .allMatch(glyph -> glyph.xMm() >= 17.9 && glyph.rightMm() < 192.1);
      assertThat(read.glyphs())
          .filteredOn(glyph -> "甲".equals(glyph.text()))
          .hasSize(3_000)
          .allMatch(glyph -> glyph.yMm() > 20);
    }
  }

  @Test
  void aFooterThatDoesNotFitIsRefused() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.footer(number -> Collections.nCopies(9, "行"));
      assertThatIllegalArgumentException().isThrownBy(paper::finish).withMessageContaining("20 mm");
    }
  }

  @Test
  void charactersComeBackFromTheTextAsTheyWentIn() {
    String names = "髙橋 﨑山 ①② ～〜 ㈱ 𡈽方 𩸽 𩿎𩿗 \uFA19神 ｶﾞ 8,000円";
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.paragraph(names, TextStyle.BODY);
      paper.paragraph(names, TextStyle.BODY.strong());
      byte[] pdf = paper.finish();
      assertThat(ReadPaper.of(pdf).lines(1)).startsWith(names, names);
      assertThat(ReadPaper.of(pdf).text()).contains(names);
      assertThat(paper.missing()).isEmpty();
    }
  }

  @Test
  void noTextReachesPastItsEdges() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      String mixed = "幅員4.0mの道路（法第42条）に、AbcDefは約12.5％。「ー」ｶﾞ①";
      for (double size = 6; size < 30; size += 1.7) {
        paper.paragraph(mixed.repeat(6), TextStyle.BODY.size(size));
        paper.paragraph("x".repeat(200), TextStyle.BODY.size(size).at(Align.RIGHT));
        paper.heading(mixed.repeat(2), 1);
      }
      ReadPaper read = ReadPaper.of(paper.finish());
      assertThat(read.pages()).isGreaterThan(1);
      assertThat(read.glyphs())
          .filteredOn(glyph -> !glyph.text().isBlank())
          .allMatch(glyph -> glyph.xMm() > 18 - 0.01 && glyph.rightMm() < 210 - 18 + 0.01);
    }
  }

  @Test
  void justifiedLinesReachTheRightEdgeAndTheLastOneDoesNot() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.paragraph("道路の幅員は4.0mです、".repeat(12), TextStyle.BODY);
      List<Glyph> glyphs = ReadPaper.of(paper.finish()).glyphs();
      List<Double> baselines =
          glyphs.stream().map(Glyph::yMm).filter(y -> y > 20).distinct().toList();
      assertThat(baselines).hasSizeGreaterThan(2);
      for (double y : baselines.subList(0, baselines.size() - 1)) {
        assertThat(rightEdge(glyphs, y)).isBetween(191.9, 192.1);
      }
      assertThat(rightEdge(glyphs, baselines.getLast())).isLessThan(190);
    }
  }

  private static double rightEdge(List<Glyph> glyphs, double yMm) {
    return glyphs.stream()
        .filter(glyph -> glyph.yMm() == yMm)
        .mapToDouble(Glyph::rightMm)
        .max()
        .orElseThrow();
  }

  @Test
  void missingCharactersAreToldAtTheFootOfTheirPages() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.paragraph("𠮷田", TextStyle.BODY);
      paper.pageBreak();
      paper.paragraph("吉田", TextStyle.BODY);
      paper.pageBreak();
      Frame frame = paper.frame(30);
      paper.draw(
          frame,
          (content, fonts, in) -> {
            content.beginText();
            content.setFont(fonts.regular(), 10);
            content.newLineAtOffset(100, 700);
            content.showText(fonts.printable("𠮷\n田"));
            content.endText();
          });
      assertThat(paper.missing()).containsExactly("U+20BB7");
      ReadPaper read = ReadPaper.of(paper.finish());
      assertThat(read.drawn(1)).contains("〓田").contains("〓は書体にない文字です: U+20BB7");
      assertThat(read.drawn(2)).doesNotContain("〓");
      assertThat(read.drawn(3)).contains("〓 田").contains("〓は書体にない文字です: U+20BB7");
    }
  }

  @Test
  void formsOfNamesArePrintedAndCopiedAsTheyWereWritten() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.paragraph("塚\uFE00本 塚本 葛\uDB40\uDD00城 葛\uDB40\uDD01飾", TextStyle.BODY);
      paper.pageBreak();
      paper.paragraph("塚\uDB40\uDDEF本", TextStyle.BODY);
      assertThat(paper.unknownForms()).containsExactly("U+585A U+E01EF");
      ReadPaper read = ReadPaper.of(paper.finish());
      assertThat(read.drawn(1)).startsWith("塚\uFE00本 塚本 葛\uDB40\uDD00城 葛飾").doesNotContain("通常の字形");
      assertThat(read.drawn(2)).startsWith("塚本").contains("通常の字形で印刷しています: U+585A U+E01EF");
      assertThat(read.drawn(1)).doesNotContain("〓");
    }
  }

  @Test
  void headingsStayWithWhatFollows() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.frame(200);
      double room = paper.roomMm();
      paper.heading("位置図", 2);
      paper.heading("縮尺", 3);
      assertThat(paper.roomMm()).isBetween(room - 25, room - 10);
      Frame frame = paper.frame(100);
      assertThat(frame.page()).isEqualTo(2);
      ReadPaper read = ReadPaper.of(paper.finish());
      assertThat(read.drawn(1)).doesNotContain("位置図");
      assertThat(read.lines(2)).startsWith("位置図", "縮尺");
      assertThat(read.glyphs())
          .filteredOn(glyph -> "縮".equals(glyph.text()))
          .allMatch(glyph -> glyph.yMm() > frame.yMm() + frame.heightMm());
    }
  }

  @Test
  void aHeadingAtTheVeryEndIsWritten() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.heading("以上", 2);
      assertThat(ReadPaper.of(paper.finish()).drawn(1)).contains("以上");
    }
  }

  @Test
  void noLineOfAParagraphStandsAlone() {
    for (int filledMm = 225; filledMm < 258; filledMm++) {
      try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
        paper.footer(number -> List.of());
        paper.frame(filledMm);
        paper.paragraph("一\n二\n三\n四\n五", TextStyle.BODY);
        ReadPaper read = ReadPaper.of(paper.finish());
        assertThat(read.lines(1).size()).as("%d mm", filledMm).isNotIn(1, 4);
      }
    }
  }

  @Test
  void drawingsAreCutOffAtTheirFrames() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.paragraph("上", TextStyle.BODY);
      Frame frame = paper.frame(40);
      paper.draw(
          frame,
          (content, fonts, in) -> {
            content.setNonStrokingColor(1f, 0f, 0f);
            content.addRect(0, 0, 2000, 2000);
            content.fill();
          });
      var picture = ReadPaper.picture(paper.finish(), 1, 127); // five pixels a millimetre
      int red = 0;
      for (int y = 0; y < picture.getHeight(); y++) {
        for (int x = 0; x < picture.getWidth(); x++) {
          if ((picture.getRGB(x, y) & 0xFFFFFF) == 0xFF0000) {
            red++;
            assertThat(x / 5.0).isBetween(frame.xMm() - 0.3, frame.xMm() + frame.widthMm() + 0.3);
          }
        }
      }
      assertThat(red / 25.0).isBetween(174 * 40.0, 174.8 * 40.8);
    }
  }

  @Test
  void aDrawingStartsFromPdfsOwnStateWhateverWasWrittenBefore() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.paragraph("道路の幅員は4.0mです、".repeat(12), TextStyle.BODY.in(new Colour(0xFF0000)));
      Frame frame = paper.frame(20);
      paper.draw(
          frame,
          (content, fonts, in) -> {
            content.addRect(Sheet.pt(in.xMm()), Sheet.pt(in.yMm()), 100, 50);
            content.fill();
          });
      var picture = ReadPaper.picture(paper.finish(), 1, 72);
      int x = (int) Sheet.pt(frame.xMm()) + 50;
      int y = 842 - (int) Sheet.pt(frame.yMm()) - 25;
      assertThat(picture.getRGB(x, y) & 0xFFFFFF).isZero();
    }
  }

  @Test
  void otherSizesAreThere() throws Exception {
    try (PaperWriter a4 = PaperWriter.a4Landscape(ABOUT);
        PaperWriter a3 = PaperWriter.a3Landscape(ABOUT)) {
      try (PDDocument document = Loader.loadPDF(a4.finish())) {
        assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(841.8f, 842f);
      }
      assertThat(a3.frame(100).widthMm()).isEqualTo(420 - 36);
    }
  }

  @Test
  void aFinishedPaperTakesNothingMore() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.finish();
      assertThatIllegalStateException().isThrownBy(() -> paper.gap(1));
      assertThatIllegalStateException().isThrownBy(paper::finish);
    }
  }

  @Test
  void aPaperThatIsGivenUpCanBeClosedAtAnyTime() {
    PaperWriter paper = PaperWriter.a4(ABOUT);
    paper.paragraph("書きかけ", TextStyle.BODY);
    paper.close();
    paper.close();
  }

  @Test
  void tooManyPagesAreRefused() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  paper.pageBreak();
                }
              })
          .isInstanceOf(PaperTooLargeException.class)
          .hasMessage("too many pages: 61; at most 60 are allowed");
    }
  }

  @Test
  void tooLongTextsAreRefused() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      assertThatThrownBy(() -> paper.paragraph("x".repeat(20_001), TextStyle.BODY))
          .isInstanceOf(PaperTooLargeException.class)
          .hasMessageContaining("20001")
          .hasMessageContaining("20000");
      assertThatThrownBy(() -> paper.heading("\n".repeat(8), 1))
          .isInstanceOf(PaperTooLargeException.class)
          .hasMessage("too many lines in one heading: 9; at most 8 are allowed");
      assertThatThrownBy(() -> Cell.of("x".repeat(4_001)))
          .isInstanceOf(PaperTooLargeException.class);
      assertThatThrownBy(() -> paper.keyValues(List.of(new Entry("", "x".repeat(4_001)))))
          .isInstanceOf(PaperTooLargeException.class);
    }
  }

  @Test
  void aFrameHigherThanAPageIsRefused() {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      assertThatIllegalArgumentException().isThrownBy(() -> paper.frame(260));
    }
  }

  @Test
  void aProgramWithoutItsFontsSaysHowToGetThem() {
    assertThatIllegalStateException()
        .isThrownBy(() -> FontFile.read("fonts/none.ttf"))
        .withMessageContaining("/org/machizu/paper/fonts/none.ttf")
        .withMessageContaining("viewer");
  }
}
