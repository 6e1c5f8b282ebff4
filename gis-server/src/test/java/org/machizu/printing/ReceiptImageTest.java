package org.machizu.printing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptImageTest {
  @ParameterizedTest
  @ValueSource(ints = {384, 576})
  void theCodeOnTheReceiptCanBeRead(int width) throws Exception {
    BufferedImage image = ReceiptImage.of(Receipts.japanese(), width);
    int[] dots = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);

    String read =
        new QRCodeReader()
            .decode(
                new BinaryBitmap(
                    new HybridBinarizer(new RGBLuminanceSource(width, image.getHeight(), dots))),
                Map.of(DecodeHintType.TRY_HARDER, true))
            .getText();

    assertThat(read).isEqualTo(Receipts.CHECK);
  }

  @Test
  void theReceiptIsAsWideAsThePaperAndNothingIsCutOff() {
    for (int width : new int[] {384, 576}) {
      BufferedImage image = ReceiptImage.of(Receipts.japanese(), width);

      assertThat(image.getWidth()).isEqualTo(width);
      assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_BINARY);
      assertThat(blackIn(image, 0, 8)).as("above").isZero();
      assertThat(blackIn(image, image.getHeight() - 8, image.getHeight())).as("below").isZero();
    }
  }

  @Test
  void namesWithRareLettersAreDrawnAsTheyAreWritten() {
    assertThat(Glyphs.regular().printable("髙﨑 ①㈱～")).isEqualTo("髙﨑 ①㈱～");
    assertThat(imageOf("髙﨑")).isNotEqualTo(imageOf("高崎"));
  }

  @Test
  void whatTheFontDoesNotHaveIsMarkedAndWhatCannotBeSeenIsLeftOut() {
    assertThat(Glyphs.regular().printable("𠮷田\t葛\udb40\udd00飾\u0000\u200b")).isEqualTo("〓田 葛飾 ");
    assertThat(Glyphs.regular().printable("か\u3099")).isEqualTo("が");
  }

  @ParameterizedTest
  @CsvSource({
    "敷地証明手数料です。, 9, 敷地証明手数料で|す。", // 。 begins no line
    "敷地の「証明」手数料, 4, 敷地の|「証明」|手数料", // 「 ends none
    "第12番3号, 2.5, 第|12番|3号",
    "Site certificate, 5, Site|certificat|e",
    "敷地Certificate, 7, 敷地|Certificate"
  })
  void linesEndWhereJapaneseAndEnglishLinesMayEnd(String text, double letters, String lines) {
    double size = 24;
    assertThat(Lines.of(text, Glyphs.regular(), size, letters * size))
        .isEqualTo(List.of(lines.split("\\|")));
  }

  @Test
  void noLineIsWiderThanThePaper() {
    String text =
        "見本町字東早来番外地「ゆうあい」ー別館、a-very-long-word-that-fits-nowhere-at-all 12,345,678円".repeat(3);
    for (double width = 24; width < 600; width += 7) {
      List<String> lines = Lines.of(text, Glyphs.regular(), 24, width);
      double most = width;
      assertThat(lines).allMatch(line -> Glyphs.regular().width(line, 24) <= most);
      assertThat(String.join("", lines)).isEqualToIgnoringWhitespace(text);
    }
  }

  @Test
  void aReceiptThatCannotBeRightIsRefused() {
    assertThatThrownBy(() -> receipt(List.of(new Receipt.Item("手数料", 300)), 301))
        .hasMessageContaining("301 yen, but the 1 items are 300");
    assertThatThrownBy(() -> new Receipt.Item("手数料", -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> receipt(Collections.nCopies(41, new Receipt.Item("手数料", 1)), 41))
        .hasMessageContaining("at most 40 items");
    assertThatThrownBy(() -> new Receipt.Item("あ".repeat(201), 1)).hasMessageContaining("201");
    Receipt long_ = receipt(Collections.nCopies(40, new Receipt.Item("あ".repeat(200), 1)), 40);
    assertThatThrownBy(() -> ReceiptImage.of(long_, 384)).hasMessageContaining("75 cm");
  }

  @Test
  void aReceiptOfNothingIsPossible() {
    Receipt free = receipt(List.of(new Receipt.Item("閲覧（無料）", 0)), 0);

    assertThat(ReceiptImage.of(free, 384).getHeight()).isGreaterThan(100);
  }

  private static Receipt receipt(List<Receipt.Item> items, long totalYen) {
    return new Receipt(
        "ja",
        "領収書",
        "1",
        Instant.EPOCH,
        items,
        totalYen,
        "町",
        List.of(),
        "",
        List.of(),
        Optional.empty(),
        false);
  }

  private static List<Integer> imageOf(String issuer) {
    Receipt receipt =
        new Receipt(
            "ja",
            "領収書",
            "1",
            Instant.EPOCH,
            List.of(new Receipt.Item("手数料", 1)),
            1,
            issuer,
            List.of(),
            "",
            List.of(),
            Optional.empty(),
            false);
    BufferedImage image = ReceiptImage.of(receipt, 384);
    return java.util.Arrays.stream(image.getRGB(0, 0, 384, image.getHeight(), null, 0, 384))
        .boxed()
        .toList();
  }

  private static int blackIn(BufferedImage image, int from, int to) {
    int black = 0;
    for (int y = from; y < to; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        black += image.getRGB(x, y) == 0xff000000 ? 1 : 0;
      }
    }
    return black;
  }
}
