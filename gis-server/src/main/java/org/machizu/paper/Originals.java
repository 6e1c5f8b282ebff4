package org.machizu.paper;

import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.multipdf.LayerUtility;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.util.Matrix;
import org.machizu.paper.UnusableOriginalException.Reason;

/**
 * Puts the pages of originals onto sheets of a paper: what one sees of them when they are printed,
 * and nothing else.
 */
final class Originals {
  private static final String LINK = "Link";
  private static final String POPUP = "Popup";

  private Originals() {}

  /** Where pages go. */
  interface Sheets {
    /** A new sheet, upright or lying. */
    Sheet next(boolean lying);
  }

  /** Copies every page into a document that is then thrown away. */
  static void tryOut(Original original) throws IOException, UnusableOriginalException {
    try (PDDocument nowhere = new PDDocument()) {
      PaperFonts fonts = PaperFonts.of(nowhere);
      List<Sheet> sheets = new ArrayList<>();
      append(
          nowhere,
          original,
          lying -> {
            try {
              sheets.add(Sheet.ofCopy(nowhere, fonts, lying));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return sheets.getLast();
          });
      sheets.forEach(Sheet::close);
      Bound bound = new Bound();
      nowhere.save(bound, CompressParameters.NO_COMPRESSION);
      if (bound.written > Original.MOST_UNPACKED) {
        throw new UnusableOriginalException(
            Reason.UNPACKED,
            "its pages take %d bytes unpacked; %d are allowed"
                .formatted(bound.written, Original.MOST_UNPACKED));
      }
    }
  }

  /** Counts what is written. */
  private static final class Bound extends OutputStream {
    private long written;

    @Override
    public void write(int b) {
      written++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      written += length;
    }
  }

  /** Puts all pages of an original onto sheets of their own. */
  static void append(PDDocument into, Original original, Sheets sheets) throws IOException {
    switch (original.form()) {
      case PDF -> appendPages(into, original.bytes(), sheets);
      case JPEG ->
          place(
              JPEGFactory.createFromByteArray(into, original.bytes()),
              JpegTurn.of(original.bytes()),
              sheets);
      case PNG ->
          place(PDImageXObject.createFromByteArray(into, original.bytes(), "page"), 0, sheets);
    }
  }

  private static void place(PDImageXObject image, int turn, Sheets sheets) {
    PageBox box = new PageBox(0, 0, image.getWidth(), image.getHeight(), turn);
    Sheet sheet = sheets.next(box.isLying());
    AffineTransform at = box.onto(sheet.size(), Double.MAX_VALUE);
    at.scale(image.getWidth(), image.getHeight());
    sheet.place(image, at);
  }

  private static void appendPages(PDDocument into, byte[] pdf, Sheets sheets) throws IOException {
    try (PDDocument source = Loader.loadPDF(pdf)) {
      LayerUtility copying = new LayerUtility(into);
      for (PDPage page : source.getPages()) {
        PDRectangle seen = page.getCropBox();
        PageBox box =
            new PageBox(
                seen.getLowerLeftX(),
                seen.getLowerLeftY(),
                seen.getWidth(),
                seen.getHeight(),
                page.getRotation());
        flatten(source, page);
        page.setRotation(0); // else PDFBox would squeeze a lying page into an upright one
        PDFormXObject form = copying.importPageAsForm(source, page);
        form.setMatrix(new AffineTransform());
        form.setBBox(seen);
        Scrubbing.of(form.getCOSObject());
        Sheet sheet = sheets.next(box.isLying());
        sheet.place(form, box.onto(sheet.size(), page.getUserUnit()));
      }
      COSBase layers =
          into.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.OCPROPERTIES);
      if (layers != null) { // PDFBox takes them along, so that what was hidden stays so
        Scrubbing.of(layers);
      }
    }
  }

  /**
   * Draws stamps, notes and the fields of forms into the page, as they are printed; what they can
   * do is left behind with the page.
   */
  private static void flatten(PDDocument source, PDPage page) throws IOException {
    if (page.getResources() == null) {
      page.setResources(new PDResources());
    }
    if (page.getAnnotations().isEmpty()) {
      return;
    }
    try (PDPageContentStream content =
        new PDPageContentStream(source, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
      for (PDAnnotation annotation : page.getAnnotations()) {
        PDAppearanceStream look = annotation.getNormalAppearanceStream();
        PDRectangle place = annotation.getRectangle();
        boolean isSeen =
            annotation.isPrinted()
                && !annotation.isHidden()
                && !LINK.equals(annotation.getSubtype())
                && !POPUP.equals(annotation.getSubtype());
        if (isSeen && look != null && look.getBBox() != null && place != null) {
          draw(content, look, place);
        }
      }
    }
  }

  /** Algorithm "appearance streams" of ISO 32000-1, 12.5.5. */
  private static void draw(PDPageContentStream content, PDAppearanceStream look, PDRectangle place)
      throws IOException {
    Rectangle2D box = look.getBBox().transform(look.getMatrix()).getBounds2D();
    if (box.getWidth() <= 0 || box.getHeight() <= 0) {
      return;
    }
    AffineTransform at =
        AffineTransform.getTranslateInstance(place.getLowerLeftX(), place.getLowerLeftY());
    at.scale(place.getWidth() / box.getWidth(), place.getHeight() / box.getHeight());
    at.translate(-box.getX(), -box.getY());
    content.saveGraphicsState();
    content.transform(new Matrix(at));
    content.drawForm(look);
    content.restoreGraphicsState();
  }
}
