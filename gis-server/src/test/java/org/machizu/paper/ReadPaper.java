package org.machizu.paper;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A finished paper as its readers see it: text, where each character stands, and the picture. */
record ReadPaper(int pages, String text, List<Glyph> glyphs) {
  /**
   * One character on the paper, in millimetres.
   *
   * @param page from 1
   * @param xMm its left edge
   * @param yMm its baseline above the page's lower edge
   */
  record Glyph(int page, String text, double xMm, double yMm, double widthMm) {
    double rightMm() {
      return xMm + widthMm;
    }
  }

  static ReadPaper of(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<Glyph> glyphs = new ArrayList<>();
      new PDFTextStripper() {
        @Override
        protected void processTextPosition(TextPosition at) {
          double heightMm = Sheet.mm(getCurrentPage().getMediaBox().getHeight());
          glyphs.add(
              new Glyph(
                  getCurrentPageNo(),
                  at.getUnicode(),
                  Sheet.mm(at.getXDirAdj()),
                  heightMm - Sheet.mm(at.getYDirAdj()),
                  Sheet.mm(at.getWidthDirAdj())));
        }
      }.writeText(document, Writer.nullWriter());
      PDFTextStripper words = new PDFTextStripper();
      return new ReadPaper(document.getNumberOfPages(), words.getText(document), glyphs);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The characters of a page in the order in which they were drawn. */
  String drawn(int page) {
    return glyphs.stream()
        .filter(glyph -> glyph.page() == page)
        .map(Glyph::text)
        .collect(Collectors.joining());
  }

  /** The lines of a page that were drawn, by their baselines. */
  List<String> lines(int page) {
    List<String> lines = new ArrayList<>();
    double yMm = Double.NaN;
    for (Glyph glyph : glyphs) {
      if (glyph.page() != page) {
        continue;
      }
      if (lines.isEmpty() || Math.abs(glyph.yMm() - yMm) > 0.05) {
        lines.add("");
      }
      yMm = glyph.yMm();
      lines.set(lines.size() - 1, lines.getLast() + glyph.text());
    }
    return lines;
  }

  static BufferedImage picture(byte[] pdf, int page, float dpi) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFRenderer(document).renderImageWithDPI(page - 1, dpi);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
