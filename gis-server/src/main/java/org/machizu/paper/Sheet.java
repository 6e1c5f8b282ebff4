package org.machizu.paper;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;

/**
 * One page while it is being drawn, in millimetres from its lower left edge. Stays open until the
 * paper is finished, since only then one knows how many pages there are.
 */
final class Sheet {
  /** A border drawn on a frame's edge keeps its outer half. */
  private static final double OVERHANG_MM = 0.2;

  /** Of the copy of a page: below the page, which fills its sheet but for this. */
  static final double COPY_FOOT_MM = 14.8;

  private static final Margins OF_COPY = new Margins(5, 18, COPY_FOOT_MM, 18);

  private final PaperFonts fonts;
  private final PaperSize size;
  private final Margins margins;
  private final PDPageContentStream content;

  /** Whether something on this page was printed otherwise than it was written. */
  private boolean needsNote;

  private boolean closed;

  Sheet(PDDocument document, PaperFonts fonts, PaperSize size, Margins margins) throws IOException {
    this.fonts = fonts;
    this.size = size;
    this.margins = margins;
    PDPage page = new PDPage(new PDRectangle(pt(size.widthMm()), pt(size.heightMm())));
    document.addPage(page);
    content =
        new PDPageContentStream(document, page, PDPageContentStream.AppendMode.OVERWRITE, true);
  }

  /** For the copy of a page, upright or lying. */
  static Sheet ofCopy(PDDocument document, PaperFonts fonts, boolean lying) throws IOException {
    return new Sheet(document, fonts, lying ? PaperSize.A4_LANDSCAPE : PaperSize.A4, OF_COPY);
  }

  PaperSize size() {
    return size;
  }

  Margins margins() {
    return margins;
  }

  double leftMm() {
    return margins.leftMm();
  }

  double widthMm() {
    return size.widthMm() - margins.leftMm() - margins.rightMm();
  }

  static float pt(double mm) {
    return (float) (mm * 72 / 25.4);
  }

  static double mm(double pt) {
    return pt * 25.4 / 72;
  }

  /** Something to do with the page; what goes wrong when writing to memory is ours. */
  private interface Step {
    void on(PDPageContentStream content) throws IOException;
  }

  /** Does it in a state of its own, so that nothing set here shows in the next step. */
  private void step(Step step) {
    int watched = fonts.watchedCount();
    try {
      content.saveGraphicsState();
      step.on(content);
      content.restoreGraphicsState();
      needsNote |= fonts.watchedCount() > watched;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * One line of text.
   *
   * @param text that is printable
   * @param stretchPt between any two characters
   */
  void text(
      String text,
      double xMm,
      double baselineMm,
      double sizePt,
      boolean bold,
      Colour colour,
      double stretchPt) {
    if (text.isEmpty()) {
      return;
    }
    step(c -> {
      c.beginText();
      c.setFont(fonts.face(bold), (float) sizePt);
      c.setNonStrokingColor(colour.red(), colour.green(), colour.blue());
      c.setCharacterSpacing((float) stretchPt);
      c.newLineAtOffset(pt(xMm), pt(baselineMm));
      c.showText(text);
      c.endText();
    });
  }

  /** A filled rectangle from its lower left corner. */
  void fill(double xMm, double yMm, double widthMm, double heightMm, Colour colour) {
    step(c -> {
      c.setNonStrokingColor(colour.red(), colour.green(), colour.blue());
      c.addRect(pt(xMm), pt(yMm), pt(widthMm), pt(heightMm));
      c.fill();
    });
  }

  /** A straight line. */
  void rule(double x1, double y1, double x2, double y2, double widthMm, Colour colour) {
    step(c -> {
      c.setStrokingColor(colour.red(), colour.green(), colour.blue());
      c.setLineWidth(pt(widthMm));
      c.setLineCapStyle(2);
      c.moveTo(pt(x1), pt(y1));
      c.lineTo(pt(x2), pt(y2));
      c.stroke();
    });
  }

  /** Rectangles as one area, so that no reader shows seams between them. */
  void fillAll(List<double[]> rectanglesMm, Colour colour) {
    step(c -> {
      c.setNonStrokingColor(colour.red(), colour.green(), colour.blue());
      for (double[] r : rectanglesMm) {
        c.addRect(pt(r[0]), pt(r[1]), pt(r[2]), pt(r[3]));
      }
      c.fill();
    });
  }

  /** A mark in a square, given by its middle. */
  void mark(Mark mark, double xMm, double yMm, double sideMm) {
    step(c -> MarkPen.draw(c, mark, pt(xMm), pt(yMm), pt(sideMm)));
  }

  /** Lets something draw, within a frame. */
  void draw(Frame frame, Drawing drawing) {
    step(c -> {
      c.addRect(
          pt(frame.xMm() - OVERHANG_MM),
          pt(frame.yMm() - OVERHANG_MM),
          pt(frame.widthMm() + 2 * OVERHANG_MM),
          pt(frame.heightMm() + 2 * OVERHANG_MM));
      c.clip();
      drawing.draw(c, fonts, frame);
    });
  }

  /** A page of another document, from its own units to points of this one. */
  void place(PDFormXObject page, AffineTransform at) {
    step(c -> {
      c.transform(new Matrix(at));
      c.drawForm(page);
    });
  }

  /** A picture, from the unit square to points. */
  void place(PDImageXObject picture, AffineTransform at) {
    step(c -> c.drawImage(picture, new Matrix(at)));
  }

  boolean needsNote() {
    return needsNote;
  }

  /** Ends the page's content; once is enough. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      content.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
