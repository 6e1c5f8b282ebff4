package org.machizu.printing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into the bytes comes out of a printer that reads them by Epson's book. */
class EscPosTest {
  @ParameterizedTest
  @ValueSource(ints = {384, 576})
  void whatComesOutIsWhatWentInBitForBit(int width) {
    for (Receipt receipt : List.of(Receipts.japanese(), Receipts.english())) {
      BufferedImage image = ReceiptImage.of(receipt, width);

      assertDiffersOnlyWhereItWouldBeACommand(printed(image), image);
    }
  }

  @Test
  void noImageOrdersThePrinterAbout() {
    BufferedImage image = new BufferedImage(384, 300, BufferedImage.TYPE_BYTE_BINARY);
    Random random = new Random(7);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt(4) == 0 ? 0xff000000 : 0xffffffff);
      }
    }
    white(image, 0);
    black(image, 0, 3, 13, 23); // 10 04 01: asks for the state
    white(image, 1);
    black(image, 1, 3, 11, 13, 17); // 10 14 40

    byte[] bytes = EscPos.encode(image);

    for (int i = 0; i + 1 < bytes.length; i++) {
      assertThat(
              bytes[i] == 0x10 && List.of((byte) 4, (byte) 5, (byte) 0x14).contains(bytes[i + 1]))
          .as("a command at %d", i)
          .isFalse();
    }
    assertThat(differingDots(printed(image), image)).contains(new Dot(4, 0), new Dot(4, 1));
    assertDiffersOnlyWhereItWouldBeACommand(printed(image), image);
  }

  @Test
  void imagesThatNoPrinterTakesAreRefused() {
    assertThatThrownBy(
            () -> EscPos.encode(new BufferedImage(380, 10, BufferedImage.TYPE_BYTE_BINARY)))
        .hasMessageContaining("380 dots");
    assertThatThrownBy(
            () -> EscPos.encode(new BufferedImage(384, 10, BufferedImage.TYPE_BYTE_GRAY)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private record Dot(int x, int y) {}

  /** 10 hex, followed by 04, 05 or 14, has the dot of 08 more. */
  private static void assertDiffersOnlyWhereItWouldBeACommand(
      BufferedImage printed, BufferedImage image) {
    for (Dot dot : differingDots(printed, image)) {
      assertThat(dot.x() % 8).isEqualTo(4);
      assertThat(eight(image, dot.x() - 4, dot.y())).isEqualTo(0x10);
      assertThat(eight(printed, dot.x() - 4, dot.y())).isEqualTo(0x18);
      boolean isLast = dot.x() + 4 == image.getWidth();
      assertThat(eight(image, isLast ? 0 : dot.x() + 4, isLast ? dot.y() + 1 : dot.y()))
          .isIn(0x04, 0x05, 0x14);
    }
  }

  private static int eight(BufferedImage image, int x, int y) {
    int bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = bits << 1 | (image.getRGB(x + i, y) == 0xff000000 ? 1 : 0);
    }
    return bits;
  }

  private static BufferedImage printed(BufferedImage image) {
    ReceiptPaper paper = new ReceiptPaper();
    List<Byte> queue = new ArrayList<>();
    for (byte b : EscPos.encode(image)) {
      queue.add(b);
    }
    assertThat(paper.print(queue, null)).isEqualTo(queue.size());
    assertThat(paper.faults()).isEmpty();
    assertThat(paper.receipts()).hasSize(1);
    return paper.receipts().getFirst();
  }

  private static List<Dot> differingDots(BufferedImage one, BufferedImage other) {
    assertThat(one.getWidth()).isEqualTo(other.getWidth());
    assertThat(one.getHeight()).isEqualTo(other.getHeight());
    List<Dot> differing = new ArrayList<>();
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if (one.getRGB(x, y) != other.getRGB(x, y)) {
          differing.add(new Dot(x, y));
        }
      }
    }
    return differing;
  }

  private static void white(BufferedImage image, int y) {
    for (int x = 0; x < image.getWidth(); x++) {
      image.setRGB(x, y, 0xffffffff);
    }
  }

  private static void black(BufferedImage image, int y, int... xs) {
    for (int x : xs) {
      image.setRGB(x, y, 0xff000000);
    }
  }
}
