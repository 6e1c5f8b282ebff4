package org.machizu.maps.paper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.machizu.paper.PaperFonts;

/**
 * Maps as small pictures for pages, drawn as those on paper are: what stands in a preview is what a
 * print shows. Safe for use by many threads.
 */
public final class MapPictures {
  /** No picture is wider or higher, in pixels. */
  public static final int LARGEST_PX = 1_200;

  /** CSS pixels are 1/96 inch wide, points of a page 1/72. */
  private static final float PX_PER_INCH = 96;

  private static final float PT_PER_PX = 72 / PX_PER_INCH;

  /** The border of a map on paper falls outside of the picture, which has one of the page's. */
  private static final double BORDER_MM = 1;

  private final PaperMaps maps;

  public MapPictures(PaperMaps maps) {
    this.maps = maps;
  }

  /** A picture and how many features are in it. */
  public record Picture(byte[] png, int features) {}

  /** Pixels of a picture as millimetres, at the scale of a request. */
  public static double mm(int px) {
    return px * Ink.MM_PER_PX;
  }

  /**
   * The zoom level at which styles are read for a picture at a scale.
   *
   * @param latitude of its middle
   */
  public static double zoom(int scale, double latitude) {
    return new Sheet(new Rect(0, 0, 1, 1), 0, 0, scale).zoom(latitude);
  }

  /**
   * Draws one.
   *
   * @param widthPx 1 to {@value #LARGEST_PX}; so the height
   * @throws MapTooLargeException when there is more than a map can show
   */
  public Picture draw(MapRequest request, int widthPx, int heightPx) {
    if (Math.min(widthPx, heightPx) < 1 || Math.max(widthPx, heightPx) > LARGEST_PX) {
      throw new IllegalArgumentException(
          "a picture of %d by %d pixels is not allowed; give 1 to %d"
              .formatted(widthPx, heightPx, LARGEST_PX));
    }
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(widthPx * PT_PER_PX, heightPx * PT_PER_PX));
      document.addPage(page);
      PaperFonts fonts = PaperFonts.of(document);
      Rect frame =
          new Rect(
              -BORDER_MM, -BORDER_MM, mm(widthPx) + 2 * BORDER_MM, mm(heightPx) + 2 * BORDER_MM);
      Drawn drawn;
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        drawn = maps.draw(content, fonts.regular(), fonts.bold(), frame, request);
      }
      return new Picture(png(document), drawn.features());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The letters come into a document when it is saved, and are seen when it is read again. */
  private static byte[] png(PDDocument drawn) throws IOException {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    drawn.save(pdf);
    try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
      BufferedImage image =
          new PDFRenderer(document).renderImageWithDPI(0, PX_PER_INCH, ImageType.RGB);
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      return png.toByteArray();
    }
  }
}
