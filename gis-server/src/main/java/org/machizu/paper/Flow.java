package org.machizu.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The pages of a paper and the place that has been reached on the last one. Headings wait here for
 * what follows them, so that none stands alone at the foot of a page.
 */
final class Flow {
  private final PDDocument document;
  private final PaperFonts fonts;
  private final PaperSize size;
  private final Margins margins;
  private final List<Sheet> sheets = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();

  /** Copied pages, which are bounded by themselves. */
  private static final int MOST_COPIES = Original.MOST_PAGES;

  private int copies;

  /** The upper edge of what is free on the last page, from its lower edge. */
  private double topMm;

  /** Something that is drawn just above what comes next. */
  private record Waiting(double beforeMm, double heightMm, Runnable draw) {}

  Flow(PDDocument document, PaperFonts fonts, PaperSize size, Margins margins) {
    this.document = document;
    this.fonts = fonts;
    this.size = size;
    this.margins = margins;
    if (widthMm() < 40 || fullMm() < 80) {
      throw new IllegalArgumentException(
          "the margins leave less than 40 mm in width or 80 mm in height");
    }
    newPage();
  }

  double leftMm() {
    return margins.leftMm();
  }

  double widthMm() {
    return size.widthMm() - margins.leftMm() - margins.rightMm();
  }

  /** What an empty page has room for. */
  double fullMm() {
    return size.heightMm() - margins.topMm() - margins.bottomMm();
  }

  double topMm() {
    return topMm;
  }

  /** What is left on the last page below the headings that wait. */
  double roomMm() {
    return Math.max(0, topMm - margins.bottomMm() - waitingMm());
  }

  Sheet sheet() {
    return sheets.getLast();
  }

  List<Sheet> sheets() {
    return sheets;
  }

  Margins margins() {
    return margins;
  }

  PaperSize size() {
    return size;
  }

  boolean isPageEmpty() {
    return topMm >= size.heightMm() - margins.topMm() - 1e-6;
  }

  /** Goes on with an empty page; headings that wait stay behind. */
  void pageBreak() {
    drawWaiting();
    newPage();
  }

  /** A sheet for the copy of a page; what flows afterwards begins a new one. */
  Sheet nextCopy(boolean lying) {
    drawWaiting();
    copies++;
    PaperTooLargeException.check("pages that are copied", copies, MOST_COPIES);
    try {
      sheets.add(Sheet.ofCopy(document, fonts, lying));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    topMm = margins.bottomMm();
    return sheets.getLast();
  }

  /** Room for something, with the headings that wait for it, on this page or the next. */
  void place(double heightMm) {
    if (topMm - margins.bottomMm() + 1e-6 < waitingMm() + heightMm && !isPageEmpty()) {
      newPage();
    }
    drawWaiting();
  }

  /** Something of a height was drawn. */
  void down(double heightMm) {
    topMm -= heightMm;
  }

  /** Space, unless a page begins; below a heading that waits, it waits with it. */
  void gap(double heightMm) {
    if (!waiting.isEmpty()) {
      waiting.add(new Waiting(0, heightMm, () -> {}));
    } else if (!isPageEmpty()) {
      topMm = Math.max(margins.bottomMm(), topMm - heightMm);
    }
  }

  /**
   * Draws something together with what comes next.
   *
   * @param beforeMm space above it, unless a page begins
   */
  void keepWithNext(double beforeMm, double heightMm, Runnable draw) {
    waiting.add(new Waiting(beforeMm, heightMm, draw));
    if (waitingMm() > fullMm() / 2) {
      drawWaiting();
    }
  }

  private double waitingMm() {
    return waiting.stream().mapToDouble(one -> one.beforeMm() + one.heightMm()).sum();
  }

  private void drawWaiting() {
    List<Waiting> now = List.copyOf(waiting);
    waiting.clear();
    for (Waiting one : now) {
      double needsMm = one.beforeMm() + one.heightMm();
      if (topMm - margins.bottomMm() + 1e-6 < needsMm && !isPageEmpty()) {
        newPage();
      }
      if (!isPageEmpty()) {
        topMm -= one.beforeMm();
      }
      one.draw().run();
      topMm -= one.heightMm();
    }
  }

  /** Draws what still waits: nothing comes any more. */
  void end() {
    drawWaiting();
  }

  private void newPage() {
    PaperTooLargeException.check(
        "pages", sheets.size() - copies + 1, PaperTooLargeException.MOST_PAGES);
    try {
      sheets.add(new Sheet(document, fonts, size, margins));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    topMm = size.heightMm() - margins.topMm();
  }
}
