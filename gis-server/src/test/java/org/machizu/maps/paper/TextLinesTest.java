package org.machizu.maps.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;

/** Labels break into lines that are easy to read. */
class TextLinesTest {
  /** Every character one em wide, so that widths can be counted. */
  private static final TypeFace EVEN =
      new TypeFace(
          new PDType1Font(FontName.HELVETICA) {
            @Override
            public float getStringWidth(String text) throws IOException {
              return 1000f * text.codePointCount(0, text.length());
            }
          });

  private static List<String> lines(String text, double most) {
    return TextLines.of(text, most, 0, EVEN);
  }

  @Test
  void linesAreAboutAsWideAsEachOther() {
    assertThat(lines("地域包括支援センターみどり野", 8)).containsExactly("地域包括支援セ", "ンターみどり野");
    assertThat(lines("町役場", 8)).containsExactly("町役場");
  }

  @Test
  void aClosingMarkNeverBeginsALineNorAnOpeningOneEndsIt() {
    assertThat(lines("一二三四（五六七八", 5)).containsExactly("一二三四", "（五六七八");
    assertThat(lines("一二三四五六。七八", 4)).hasSize(3).noneMatch(l -> l.startsWith("。"));
    assertThat(lines("みどり野センター前駅", 5)).noneMatch(l -> l.startsWith("ー"));
  }

  @Test
  void latinWordsStayWhole() {
    assertThat(lines("Town Hall Annex", 8)).containsExactly("Town Hall", "Annex");
    assertThat(lines("容積率 200%・建蔽率 60%", 9)).noneMatch(l -> l.startsWith("%"));
  }

  @Test
  void givenBreaksHold() {
    assertThat(lines("用途\n\n 容積率 ", 10)).containsExactly("用途", "容積率");
    assertThat(lines("", 10)).isEmpty();
  }
}
