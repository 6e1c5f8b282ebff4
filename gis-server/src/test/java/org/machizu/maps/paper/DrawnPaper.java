package org.machizu.maps.paper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A page with a map, as whoever gets it reads it. */
final class DrawnPaper {
  static final Rect FRAME = new Rect(10, 20, 180, 120);

  private static final double PAGE_WIDTH_MM = 420;
  private static final double PAGE_HEIGHT_MM = 297;
  private static final TrueTypeFont FONT = font();

  private final byte[] pdf;
  private final Drawn drawn;
  private final int legendLeft;

  /** An operator of the page's content with its operands. */
  record Step(String operator, List<Double> numbers) {}

  private DrawnPaper(byte[] pdf, Drawn drawn, int legendLeft) {
    this.pdf = pdf;
    this.drawn = drawn;
    this.legendLeft = legendLeft;
  }

  private static TrueTypeFont font() {
    try (InputStream in =
        Objects.requireNonNull(
            DrawnPaper.class.getResourceAsStream(
                "/org/machizu/paper/fonts/400Regular/BIZUDGothic_400Regular.ttf"))) {
      return new TTFParser().parse(new RandomAccessReadBuffer(in));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static DrawnPaper of(PaperTown town, MapRequest request) {
    return of(town, request, FRAME, new Rect(10, 160, 180, 120));
  }

  static DrawnPaper of(PaperTown town, MapRequest request, Rect frame, Rect legend) {
    try (PDDocument document = new PDDocument()) {
      PDPage page =
          new PDPage(
              new PDRectangle(
                  (float) (PAGE_WIDTH_MM / Ink.MM_PER_PT),
                  (float) (PAGE_HEIGHT_MM / Ink.MM_PER_PT)));
      document.addPage(page);
      PDFont font = PDType0Font.load(document, FONT, true);
      PaperMaps maps = new PaperMaps(town);
      Drawn drawn;
      int left;
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        drawn = maps.draw(content, font, font, frame, request);
        left = maps.legend(content, font, font, legend, drawn.legend(), request.language());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return new DrawnPaper(out.toByteArray(), drawn, left);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Drawn drawn() {
    return drawn;
  }

  int legendLeft() {
    return legendLeft;
  }

  /** What a page asks of a reader. */
  private interface Reading<T> {
    T of(PDDocument document) throws IOException;
  }

  private <T> T read(Reading<T> reading) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return reading.of(document);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] content() {
    return read(document -> document.getPage(0).getContents().readAllBytes());
  }

  List<Step> steps() {
    return read(document -> {
      List<Step> steps = new ArrayList<>();
      List<Double> numbers = new ArrayList<>();
      PDFStreamParser parser = new PDFStreamParser(document.getPage(0));
      Object token;
      while ((token = parser.parseNextToken()) != null) {
        if (token instanceof Operator operator) {
          steps.add(new Step(operator.getName(), List.copyOf(numbers)));
          numbers.clear();
        } else if (token instanceof COSNumber number) {
          numbers.add((double) number.floatValue());
        } else if (token instanceof COSBase) {
          // names and texts are looked at otherwise
        }
      }
      return steps;
    });
  }

  String text() {
    return read(document -> new PDFTextStripper().getText(document));
  }

  /** The boxes of all characters that are filled, in mm. */
  List<TextPosition> characters() {
    return read(document -> {
      List<TextPosition> positions = new ArrayList<>();
      new PDFTextStripper() {
        @Override
        protected void processTextPosition(TextPosition position) {
          positions.add(position);
        }
      }.getText(document);
      return positions;
    });
  }

  BufferedImage picture(float dpi) {
    return read(document -> new PDFRenderer(document).renderImageWithDPI(0, dpi));
  }

  /** The colour at a place of the page, rrggbb. */
  static int colour(BufferedImage picture, double xMm, double yMm) {
    double perMm = picture.getWidth() / PAGE_WIDTH_MM;
    int x = (int) (xMm * perMm);
    int y = (int) ((PAGE_HEIGHT_MM - yMm) * perMm);
    return picture.getRGB(x, y) & 0xffffff;
  }
}
