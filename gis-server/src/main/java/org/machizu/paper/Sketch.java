package org.machizu.paper;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.machizu.paper.LineBreaker.Line;

/**
 * Draws simple things into a frame of a paper, in millimetres from the frame's lower left corner:
 * areas, lines and texts, for pictures that explain something.
 */
public final class Sketch {
  private static final double PITCH = 1.45;

  /** Where a letter stands in its square: BIZ UDGothic reaches 0.88 above the baseline. */
  private static final double ABOVE_BASELINE = 0.88;

  private final PDPageContentStream content;
  private final PaperFonts fonts;
  private final Frame frame;

  private Sketch(PDPageContentStream content, PaperFonts fonts, Frame frame) {
    this.content = content;
    this.fonts = fonts;
    this.frame = frame;
  }

  /** Something to draw, for {@link PaperWriter#draw}. */
  public static Drawing of(Consumer<Sketch> what) {
    return (content, fonts, frame) -> what.accept(new Sketch(content, fonts, frame));
  }

  private interface Step {
    void write() throws IOException;
  }

  private static void write(Step step) {
    try {
      step.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public double widthMm() {
    return frame.widthMm();
  }

  public double heightMm() {
    return frame.heightMm();
  }

  /** A filled shape; a path of several rings has holes where they overlap. */
  public void area(Path2D shape, Colour colour) {
    write(() -> {
      content.setNonStrokingColor(colour.red(), colour.green(), colour.blue());
      path(shape);
      content.fillEvenOdd();
    });
  }

  /** A drawn line. */
  public void line(Path2D shape, double widthMm, Colour colour) {
    write(() -> {
      content.setStrokingColor(colour.red(), colour.green(), colour.blue());
      content.setLineWidth(Sheet.pt(widthMm));
      content.setLineCapStyle(1);
      content.setLineJoinStyle(1);
      path(shape);
      content.stroke();
    });
  }

  private void path(Path2D shape) throws IOException {
    float[] at = new float[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      switch (i.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> content.moveTo(x(at[0]), y(at[1]));
        case PathIterator.SEG_LINETO -> content.lineTo(x(at[0]), y(at[1]));
        case PathIterator.SEG_CUBICTO ->
            content.curveTo(x(at[0]), y(at[1]), x(at[2]), y(at[3]), x(at[4]), y(at[5]));
        case PathIterator.SEG_CLOSE -> content.closePath();
        default -> throw new IllegalArgumentException("paths have lines and cubic curves only");
      }
    }
  }

  private float x(double mm) {
    return Sheet.pt(frame.xMm() + mm);
  }

  private float y(double mm) {
    return Sheet.pt(frame.yMm() + mm);
  }

  /** One line of text. @param xMm its left, middle or right edge, as {@code style} aligns */
  public void text(String text, double xMm, double baselineMm, TextStyle style) {
    String printable = fonts.printable(text);
    if (printable.isEmpty()) {
      return;
    }
    double width = fonts.widthMm(printable, style.sizePt(), style.bold());
    double left =
        switch (style.align()) {
          case LEFT, JUSTIFY -> xMm;
          case CENTRE -> xMm - width / 2;
          case RIGHT -> xMm - width;
        };
    Colour colour = style.colour();
    write(() -> {
      content.beginText();
      content.setFont(fonts.face(style.bold()), (float) style.sizePt());
      content.setNonStrokingColor(colour.red(), colour.green(), colour.blue());
      content.newLineAtOffset(x(left), y(baselineMm));
      content.showText(printable);
      content.endText();
    });
  }

  /**
   * A text in lines from an upper edge down.
   *
   * @return its height, mm
   */
  public double paragraph(String text, double xMm, double topMm, double widthMm, TextStyle style) {
    List<Line> lines = TextBlock.of(text, style, widthMm, PITCH, fonts).lines();
    double emMm = Sheet.mm(style.sizePt());
    double pitchMm = emMm * PITCH;
    for (int i = 0; i < lines.size(); i++) {
      double baseline = topMm - i * pitchMm - (pitchMm - emMm) / 2 - ABOVE_BASELINE * emMm;
      text(lines.get(i).text(), xMm, baseline, style.at(Align.LEFT));
    }
    return lines.size() * pitchMm;
  }
}
