package org.machizu.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrTest {
  private static final About ABOUT = new About("QR", "課", "", "ja", Instant.EPOCH);

  private static byte[] paper(String content, double sideMm) {
    try (PaperWriter paper = PaperWriter.a4(ABOUT)) {
      paper.paragraph("この字は下にある。".repeat(200), TextStyle.BODY);
      paper.qr(content, 100, 200, sideMm);
      return paper.finish();
    }
  }

  private static Result read(byte[] pdf) throws Exception {
    BufferedImage picture = ReadPaper.picture(pdf, 1, 200);
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
            Map.of(DecodeHintType.TRY_HARDER, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gis.example.jp/check?number=2026-000012&code=ABCD-EFGH-JKLM",
        "1",
        "髙﨑𠮷①"
      })
  void aCodeIsReadBackFromThePage(String content) throws Exception {
    Result result = read(paper(content, 28));
    assertThat(result.getText()).isEqualTo(content);
    assertThat(result.getResultMetadata().get(ResultMetadataType.ERROR_CORRECTION_LEVEL))
        .isEqualTo("M");
  }

  @Test
  void aCodeHasFourSquaresOfWhiteAroundIt() {
    BufferedImage picture = ReadPaper.picture(paper("1", 29), 1, 254); // ten pixels a millimetre
    // A code of 21 squares and eight of white: one millimetre each.
    for (int x = 1000; x < 1290; x++) {
      for (int y = 2970 - 2290; y < 2970 - 2000; y++) {
        boolean within = x >= 1038 && x < 1252 && y >= 718 && y < 932;
        if (!within) {
          assertThat(picture.getRGB(x, y) & 0xFFFFFF).as("%d, %d", x, y).isEqualTo(0xFFFFFF);
        }
      }
    }
    assertThat(picture.getRGB(1045, 725) & 0xFFFFFF).isZero();
  }

  @Test
  void aLongContentNeedsALargeCodeAndSaysSo() throws Exception {
    String content = "x".repeat(400);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paper(content, 20))
        .withMessageContaining("needs a side of");
    assertThat(read(paper(content, 60)).getText()).isEqualTo(content);
  }

  @Test
  void whatNoCodeCanHoldIsRefused() {
    assertThatThrownBy(() -> paper("x".repeat(2_332), 180))
        .isInstanceOf(PaperTooLargeException.class)
        .hasMessage("too many bytes in a QR code: 2332; at most 2331 are allowed");
  }
}
