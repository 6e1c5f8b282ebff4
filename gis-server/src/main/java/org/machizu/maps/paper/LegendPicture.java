package org.machizu.maps.paper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
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
 * Legends as pictures for screens: what {@link LegendDrawing} puts on paper, with the papers' font,
 * in one column.
 */
public final class LegendPicture {
  /** Two pixels for each of the style specification: sharp on most screens. */
  private static final float DPI = 192;

  private static final int MOST_LINES = 100;
  private static final double MARGIN_MM = 1;

  private LegendPicture() {}

  /**
   * Draws a legend on white; one longer than 100 lines says at its end how much is left out. Takes
   * some tenths of a second: to be kept.
   *
   * @param language of that sentence
   * @return PNG, 2 pixels to the CSS pixel; at most 700 by 3,400
   */
  public static byte[] png(List<LegendEntry> entries, String language) {
    try (PDDocument rendered = Loader.loadPDF(pdf(entries, language))) {
      BufferedImage picture = new PDFRenderer(rendered).renderImageWithDPI(0, DPI, ImageType.RGB);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(picture, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a legend cannot be drawn", e);
    }
  }

  /** The fonts can be drawn from only when they lie in the file. */
  private static byte[] pdf(List<LegendEntry> entries, String language) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PaperFonts fonts = PaperFonts.of(document);
      TypeFace regular = new TypeFace(fonts.regular());
      TypeFace bold = new TypeFace(fonts.bold());
      Rect room = LegendDrawing.room(entries, MOST_LINES, regular, bold);
      PDPage page =
          new PDPage(
              new PDRectangle(
                  points(room.widthMm() + 2 * MARGIN_MM), points(room.heightMm() + 2 * MARGIN_MM)));
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        Rect frame = new Rect(MARGIN_MM, MARGIN_MM, room.widthMm(), room.heightMm());
        // the legend itself tells how much it leaves out
        int unused =
            new LegendDrawing(new Ink(content), regular, bold, language).draw(frame, entries);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  private static float points(double mm) {
    return (float) (mm / Ink.MM_PER_PT);
  }
}
