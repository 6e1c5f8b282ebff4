package org.machizu.paper;

/** A sheet, in millimetres (ISO 216). */
public record PaperSize(double widthMm, double heightMm) {
  public static final PaperSize A4 = new PaperSize(210, 297);
  public static final PaperSize A4_LANDSCAPE = new PaperSize(297, 210);
  public static final PaperSize A3_LANDSCAPE = new PaperSize(420, 297);
}
