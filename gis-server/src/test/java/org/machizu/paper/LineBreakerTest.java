package org.machizu.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.paper.LineBreaker.Line;

class LineBreakerTest {
  /** Japanese characters are one em wide, Latin ones half of it. */
  private static List<String> lines(String text, double roomEm) {
    return LineBreaker.lines(text, roomEm, c -> c < 0x2000 ? 0.5 : 1).stream()
        .map(Line::text)
        .toList();
  }

  @Test
  void textIsBrokenWhereTheLineIsFull() {
    assertThat(lines("一二三四五六七八九十", 4)).containsExactly("一二三四", "五六七八", "九十");
  }

  @ParameterizedTest
  @ValueSource(strings = {"、", "。", "）", "」", "ー", "ょ", "ッ", "々", "？", "・", ")", "㎡", "%", "ﾟ"})
  void whatMayNotBeginALineTakesItsNeighbourAlong(String sign) {
    assertThat(lines("一二三四" + sign + "五", 4)).containsExactly("一二三", "四" + sign + "五");
  }

  @ParameterizedTest
  @ValueSource(strings = {"（", "「", "『", "(", "￥", "№"})
  void whatMayNotEndALineGoesToTheNext(String sign) {
    assertThat(lines("一二三" + sign + "四五", 4)).containsExactly("一二三", sign + "四五");
  }

  @Test
  void closingSignsInARowStayTogether() {
    assertThat(lines("一二「三四」。五", 5)).containsExactly("一二「三", "四」。五");
  }

  @Test
  void wordsAndNumbersStayWhole() {
    assertThat(lines("敷地面積は1,234.56㎡です", 6)).containsExactly("敷地面積は", "1,234.56㎡で", "す");
    assertThat(lines("the permit counter", 4)).containsExactly("the", "permit", "counter");
    assertThat(lines("番地は１２－３です", 5)).containsExactly("番地は", "１２－３で", "す");
  }

  @Test
  void aWordThatIsLongerThanALineIsBrokenSomewhere() {
    assertThat(lines("あ" + "x".repeat(20), 4)).containsExactly("あ", "xxxxxxxx", "xxxxxxxx", "xxxx");
  }

  @Test
  void aLongAddressIsBrokenAtItsSeams() {
    assertThat(lines("https://gis.example.jp/check?number=2026", 12))
        .containsExactly("https://gis.example.jp/", "check?number=2026");
  }

  @Test
  void evenALineOfNothingButForbiddenSignsComesToAnEnd() {
    assertThat(lines("。".repeat(9), 4)).containsExactly("。。。。", "。。。。", "。");
    assertThat(lines("広", 0.5)).containsExactly("広");
  }

  @Test
  void spacesAtABreakAreDroppedAndOthersKept() {
    assertThat(lines("　一二三 四五六", 4)).containsExactly("　一二三", "四五六");
    assertThat(lines("一 二", 4)).containsExactly("一 二");
    assertThat(lines("   ", 4)).containsExactly("");
  }

  @Test
  void linesOfTheTextItselfAreKept() {
    assertThat(lines("一\n\n二", 4)).containsExactly("一", "", "二");
  }

  @ParameterizedTest
  @CsvSource({"……", "――"})
  void leadersAreNotTornApart(String pair) {
    assertThat(lines("一二三" + pair + "四", 4)).containsExactly("一二三", pair + "四");
  }

  @Test
  void theLastLineOfEachParagraphIsKnown() {
    assertThat(LineBreaker.lines("一二三\n四", 2, c -> 1))
        .extracting(Line::last)
        .containsExactly(false, true, true);
  }

  @Test
  void nothingIsLostAndNothingIsTooLong() {
    String text =
        Stream.of("「市道（幅員4.0m）」は、", "Road Act第2条の道路ー。", "①②③・ぁっょ", "１２，３４５円……")
            .flatMap(part -> IntStream.range(0, 7).mapToObj(i -> part))
            .reduce("", String::concat);
    for (double room = 1; room < 40; room += 0.5) {
      List<Line> lines = LineBreaker.lines(text, room, c -> c < 0x2000 ? 0.5 : 1);
      assertThat(String.join("", lines.stream().map(Line::text).toList()).replace(" ", ""))
          .isEqualTo(text.replace(" ", ""));
      double most = room;
      assertThat(lines).allMatch(line -> line.widthEm() <= most);
    }
  }
}
