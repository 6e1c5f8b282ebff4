package org.machizu.paper;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Something that draws into a frame. */
@FunctionalInterface
public interface Drawing {
  /**
   * Draws. What lies more than 0.2 mm beyond the frame is cut off; what is set (colours, clips,
   * matrices) is forgotten afterwards, if whatever was saved was also restored.
   *
   * @param content the page in PDF's own units: points (1/72 inch) from the lower left edge
   * @param fonts the paper's; clean every text with {@link PaperFonts#printable} first
   * @param frame where to draw, in millimetres
   */
  void draw(PDPageContentStream content, PaperFonts fonts, Frame frame) throws IOException;
}
