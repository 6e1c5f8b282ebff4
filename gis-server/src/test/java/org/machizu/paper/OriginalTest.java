package org.machizu.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.paper.UnusableOriginalException.Reason;

/** Pages of other people's documents in a paper. */
class OriginalTest {
  private static final About ABOUT =
      new About("写し", "見本町", "", "ja", Instant.parse("2026-11-20T01:02:03Z"));

  private static byte[] copied(byte[] original) throws UnusableOriginalException {
    try (PaperWriter writer = PaperWriter.a4(ABOUT)) {
      writer.paragraph("表紙", TextStyle.BODY);
      Original looked = Original.of(original);
      assertThat(writer.append(looked)).isEqualTo(looked.pages());
      writer.footer(page -> List.of("第一号 写し\t%d／%d".formatted(page.page(), page.of())));
      return writer.finish();
    }
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static void assertRefused(byte[] bytes, Reason reason) {
    assertThatThrownBy(() -> Original.of(bytes))
        .isInstanceOfSatisfying(
            UnusableOriginalException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static byte[] picture(String kind, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        // Red above, blue below.
        image.setRGB(x, y, y < height / 2 ? 0xFF0000 : 0x0000FF);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, kind, out);
    return out.toByteArray();
  }

  @Test
  void nothingButWhatIsSeenIsCopied() throws Exception {
    byte[] busy = TestOriginals.busy();
    assertThat(new String(busy, StandardCharsets.ISO_8859_1))
        .contains("/JavaScript", "/URI", "/EmbeddedFile", TestOriginals.HIDDEN);
    byte[] copy = copied(busy);
    assertThat(text(copy)).contains(TestOriginals.text(1)).contains("STAMPED").contains("第一号 写し");
    assertThat(new String(copy, StandardCharsets.ISO_8859_1))
        .doesNotContain(
            "/JavaScript",
            "/JS",
            "/URI",
            "/EmbeddedFile",
            "/Filespec",
            "/AcroForm",
            "/Annot",
            "/OpenAction",
            "pdfaid:part",
            TestOriginals.HIDDEN);
  }

  @Test
  void theSameCopyHasTheSameBytesAndAnotherOriginalGivesOthers() throws Exception {
    byte[] original = TestOriginals.pdf(2);
    assertThat(copied(original)).isEqualTo(copied(original));
    assertThat(copied(TestOriginals.pdf(1))).isNotEqualTo(copied(original));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void aTurnedPageStandsAsItIsReadAndFillsItsSheet(int degrees) throws Exception {
    byte[] original = TestOriginals.turned(new PDRectangle(842, 1191), degrees); // A3
    try (PDDocument before = Loader.loadPDF(original);
        PDDocument after = Loader.loadPDF(copied(original))) {
      BufferedImage read = new PDFRenderer(before).renderImageWithDPI(0, 72);
      BufferedImage sheet = new PDFRenderer(after).renderImageWithDPI(1, 72);
      double footPt = Sheet.pt(Sheet.COPY_FOOT_MM);
      double roomHeight = sheet.getHeight() - footPt;
      double scale =
          Math.min(
              (sheet.getWidth() - Sheet.pt(10)) / read.getWidth(), roomHeight / read.getHeight());
      double left = (sheet.getWidth() - scale * read.getWidth()) / 2;
      double top = (roomHeight - scale * read.getHeight()) / 2;
      Rectangle letters = dark(read, read.getHeight());
      Rectangle copied = dark(sheet, (int) roomHeight);
      assertThat(sheet.getWidth() > sheet.getHeight()).isEqualTo(degrees % 180 != 0);
      assertThat(copied.getX()).isEqualTo(left + scale * letters.getX(), within(3.0));
      assertThat(copied.getY()).isEqualTo(top + scale * letters.getY(), within(3.0));
      assertThat(copied.getWidth()).isEqualTo(scale * letters.getWidth(), within(4.0));
      assertThat(copied.getHeight()).isEqualTo(scale * letters.getHeight(), within(4.0));
    }
  }

  @Test
  void aPageOfA4IsCopiedAtNinetyFivePerCent() throws Exception {
    byte[] original = TestOriginals.pdf(1);
    try (PDDocument before = Loader.loadPDF(original);
        PDDocument after = Loader.loadPDF(copied(original))) {
      BufferedImage read = new PDFRenderer(before).renderImageWithDPI(0, 144);
      BufferedImage sheet = new PDFRenderer(after).renderImageWithDPI(1, 144);
      double width = dark(read, read.getHeight()).getWidth();
      int aboveFoot = sheet.getHeight() - (int) (2 * Sheet.pt(Sheet.COPY_FOOT_MM));
      assertThat(dark(sheet, aboveFoot).getWidth() / width).isEqualTo(0.95, within(0.01));
    }
  }

  /** Around what is dark, from the upper left corner. */
  private static Rectangle dark(BufferedImage page, int height) {
    Rectangle around = null;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        if (new Color(page.getRGB(x, y)).getRed() < 160) {
          Rectangle dot = new Rectangle(x, y, 1, 1);
          around = around == null ? dot : around.union(dot);
        }
      }
    }
    assertThat(around).as("something dark").isNotNull();
    return around;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void aPictureFillsAPageUpright(String kind) throws Exception {
    byte[] copy = copied(picture(kind, 300, 200));
    assertRedAboveBlue(copy, true);
  }

  @Test
  void aPhotoIsTurnedAsTheCameraWasHeld() throws Exception {
    // Exif, big-endian, one entry: orientation 6 (turn by 90 degrees clockwise).
    byte[] exif =
        HexFormat.of()
            .parseHex(
                "ffe10022"
                    + "457869660000"
                    + "4d4d002a00000008"
                    + "0001"
                    + "0112000300000001"
                    + "00060000"
                    + "00000000");
    byte[] plain = picture("jpg", 200, 300);
    byte[] photo = new byte[plain.length + exif.length];
    System.arraycopy(plain, 0, photo, 0, 2);
    System.arraycopy(exif, 0, photo, 2, exif.length);
    System.arraycopy(plain, 2, photo, 2 + exif.length, plain.length - 2);
    byte[] copy = copied(photo);
    try (PDDocument document = Loader.loadPDF(copy)) {
      BufferedImage page = new PDFRenderer(document).renderImageWithDPI(1, 20);
      int middle = page.getHeight() / 2 - 4;
      assertThat(page.getWidth()).isGreaterThan(page.getHeight());
      assertThat(isBlue(page.getRGB(page.getWidth() / 4, middle))).as("left").isTrue();
      assertThat(isBlue(page.getRGB(page.getWidth() * 3 / 4, middle))).as("right").isFalse();
    }
  }

  private static void assertRedAboveBlue(byte[] copy, boolean lies) throws IOException {
    try (PDDocument document = Loader.loadPDF(copy)) {
      BufferedImage page = new PDFRenderer(document).renderImageWithDPI(1, 20);
      assertThat(page.getWidth() > page.getHeight()).isEqualTo(lies);
      int middle = page.getWidth() / 2;
      assertThat(isBlue(page.getRGB(middle, page.getHeight() / 4))).isFalse();
      assertThat(isBlue(page.getRGB(middle, page.getHeight() * 3 / 4))).isTrue();
    }
  }

  private static boolean isBlue(int rgb) {
    Color colour = new Color(rgb);
    assertThat(colour.getGreen()).as("it is the picture").isLessThan(90);
    return colour.getBlue() > colour.getRed();
  }

  @Test
  void whatCannotBeCopiedIsRefusedWithItsReason() throws Exception {
    assertRefused(new byte[0], Reason.KIND);
    assertRefused("GIF89a".getBytes(StandardCharsets.UTF_8), Reason.KIND);
    assertRefused("%PDF-1.7 nothing".getBytes(StandardCharsets.UTF_8), Reason.BROKEN);
    byte[] pdf = TestOriginals.pdf(1);
    assertRefused(Arrays.copyOf(pdf, 200), Reason.BROKEN);
    assertRefused(TestOriginals.locked(), Reason.ENCRYPTED);
    assertRefused(TestOriginals.pdf(Original.MOST_PAGES + 1), Reason.PAGES);
    byte[] png = picture("png", 600, 600);
    assertRefused(Arrays.copyOf(png, png.length / 2), Reason.BROKEN);
    byte[] jpeg = picture("jpg", 600, 600);
    assertRefused(Arrays.copyOf(jpeg, jpeg.length / 2), Reason.BROKEN);
    byte[] wide = png.clone();
    System.arraycopy(new byte[] {0, 0, 0x40, 0}, 0, wide, 16, 4);
    System.arraycopy(new byte[] {0, 0, 0x40, 0}, 0, wide, 20, 4);
    assertRefused(wide, Reason.UNPACKED);
  }

  @Test
  void aPdfThatSwellsWhenItIsReadIsRefusedBeforeItIsRead() throws Exception {
    byte[] zeros = new byte[80 << 20];
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(zeros);
    deflater.finish();
    byte[] packed = new byte[1 << 20];
    int length = deflater.deflate(packed);
    deflater.end();
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    pdf.writeBytes(
        "%%PDF-1.7\n1 0 obj <</Filter/FlateDecode/Length %d>> stream\n"
            .formatted(length)
            .getBytes(StandardCharsets.ISO_8859_1));
    pdf.write(packed, 0, length);
    pdf.writeBytes("\nendstream endobj\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(pdf.toByteArray(), Reason.UNPACKED);
  }
}
