package org.machizu.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncodingsTest {
  private static final String ADDRESS = "北海道勇払郡安平町早来大町９５番地①～髙﨑ﾊﾝｶｸ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "932",
        "CP932",
        "cp932",
        "Cp 932",
        "MS932",
        "Shift_JIS",
        "SHIFT-JIS",
        "shift jis",
        "SJIS",
        "x-sjis",
        "Windows-31J",
        "ANSI 932",
        "\"CP932\"",
        "ms_kanji",
        " Shift_JIS\r\n"
      })
  void everySpellingOfShiftJisIsWindows31j(String name) {
    Charset charset = TextEncodings.find(name).orElseThrow();
    assertThat(charset.name()).isEqualTo("windows-31j");
    assertThat(new String(ADDRESS.getBytes(charset), charset)).isEqualTo(ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "utf8", "65001", "UTF-8-SIG", "utf-8 (bom)"})
  void spellingsOfUtf8AreKnown(String name) {
    assertThat(TextEncodings.find(name)).contains(UTF_8);
  }

  @Test
  void otherNamesAreThoseOfJava() {
    assertThat(TextEncodings.find("ISO-2022-JP")).contains(Charset.forName("ISO-2022-JP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "klingon", "日本語", "utf 9", "../../etc/passwd"})
  void anUnknownNameIsRefusedWithAdvice(String name) {
    assertThat(TextEncodings.find(name)).isEmpty();
    assertThatThrownBy(() -> TextEncodings.get(name))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("encoding-unknown"));
  }

  @Test
  void byteOrderMarksAreSeen() {
    byte[] utf8 = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a'};
    assertThat(TextEncodings.findByteOrderMark(utf8, 4))
        .contains(new TextEncodings.ByteOrderMark(UTF_8, 3));
    assertThat(TextEncodings.findByteOrderMark(utf8, 2)).isEmpty();
    byte[] utf16 = {(byte) 0xFF, (byte) 0xFE, 'a', 0};
    assertThat(TextEncodings.sniff(utf16, 4)).isEqualTo(UTF_16LE);
  }

  @Test
  void japaneseTextIsTakenForWhatItIsWhereverItIsCut() {
    byte[] utf8 = ADDRESS.getBytes(UTF_8);
    byte[] cp932 = ADDRESS.getBytes(TextEncodings.CP932);
    for (int length = 3; length < utf8.length; length++) {
      assertThat(TextEncodings.sniff(utf8, length)).isEqualTo(UTF_8);
    }
    for (int length = 3; length < cp932.length; length++) {
      assertThat(TextEncodings.sniff(cp932, length)).isEqualTo(TextEncodings.CP932);
    }
  }

  @Test
  void halfWidthKanaAloneIsCp932() {
    byte[] kana = "ｱﾋﾞﾗﾁｮｳ".getBytes(TextEncodings.CP932);
    assertThat(TextEncodings.sniff(kana, kana.length)).isEqualTo(TextEncodings.CP932);
  }

  @Test
  void oneDamagedByteDoesNotMakeUtf8Cp932() {
    byte[] utf8 = ADDRESS.repeat(3).getBytes(UTF_8);
    utf8[4] = (byte) 0xFF;
    assertThat(TextEncodings.sniff(utf8, utf8.length)).isEqualTo(UTF_8);
  }

  @Test
  void charactersCutByTheWidthOfAFieldDoNotCount() {
    EncodingSniffer sniffer = new EncodingSniffer();
    byte[] utf8 = ADDRESS.getBytes(UTF_8);
    for (int width = 1; width < 12; width++) {
      sniffer.add(utf8, 0, width);
      sniffer.endValue();
    }
    assertThat(sniffer.charset()).isEqualTo(UTF_8);
    assertThat(sniffer.isAscii()).isFalse();
  }

  @Test
  void asciiFitsEverything() {
    EncodingSniffer sniffer = new EncodingSniffer();
    sniffer.add("A-1 012".getBytes(UTF_8), 0, 7);
    assertThat(sniffer.isAscii()).isTrue();
    assertThat(sniffer.charset()).isEqualTo(UTF_8);
  }
}
