package org.machizu.paper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;

/** Documents as others make them. */
public final class TestOriginals {
  /** What stands in the script, the link and the attached file of {@link #busy}. */
  static final String HIDDEN = "hidden-payload";

  private TestOriginals() {}

  /** What stands on a page. */
  public static String text(int page) {
    return "Page no. " + page + " of the original";
  }

  /** A plain one of A4 pages with a line of text each. */
  public static byte[] pdf(int pages) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 1; i <= pages; i++) {
        page(document, PDRectangle.A4, i);
      }
      return saved(document);
    }
  }

  /** One page of a size, which is turned for reading. */
  static byte[] turned(PDRectangle size, int degrees) throws IOException {
    try (PDDocument document = new PDDocument()) {
      page(document, size, 1).setRotation(degrees);
      return saved(document);
    }
  }

  /** One that opens without a password, but must not be copied. */
  public static byte[] locked() throws IOException {
    try (PDDocument document = new PDDocument()) {
      page(document, PDRectangle.A4, 1);
      document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  /**
   * One with a script, a link, an attached file, an empty form, and a stamp that says STAMPED; the
   * marked content of its page names all of it once more.
   */
  static byte[] busy() throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = page(document, PDRectangle.A4, 1);
      PDActionJavaScript script = new PDActionJavaScript("app.alert('" + HIDDEN + "')");
      document.getDocumentCatalog().setOpenAction(script);
      document.getDocumentCatalog().setAcroForm(new PDAcroForm(document));

      PDAnnotationLink link = new PDAnnotationLink();
      PDActionURI address = new PDActionURI();
      address.setURI("http://" + HIDDEN + ".example");
      link.setAction(address);
      link.setRectangle(new PDRectangle(50, 700, 100, 20));
      page.setAnnotations(List.of(link, stamp(document)));

      PDEmbeddedFile file =
          new PDEmbeddedFile(
              document, new ByteArrayInputStream(HIDDEN.getBytes(StandardCharsets.UTF_8)));
      PDComplexFileSpecification attached = new PDComplexFileSpecification();
      attached.setFile(HIDDEN + ".exe");
      attached.setEmbeddedFile(file);
      PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
      files.setNames(Map.of("a", attached));
      PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
      names.setEmbeddedFiles(files);
      document.getDocumentCatalog().setNames(names);

      COSDictionary roundabout = new COSDictionary();
      roundabout.setItem(COSName.getPDFName("One"), script);
      roundabout.setItem(COSName.getPDFName("Two"), attached);
      roundabout.setItem(COSName.getPDFName("Three"), document.getDocumentCatalog());
      page.getResources().put(COSName.getPDFName("A"), PDPropertyList.create(roundabout));
      return saved(document);
    }
  }

  private static PDAnnotationRubberStamp stamp(PDDocument document) throws IOException {
    PDAnnotationRubberStamp stamp = new PDAnnotationRubberStamp();
    stamp.setRectangle(new PDRectangle(300, 300, 200, 40));
    stamp.setPrinted(true);
    PDAppearanceStream look = new PDAppearanceStream(document);
    look.setBBox(new PDRectangle(0, 0, 100, 20));
    look.setResources(new PDResources());
    try (PDPageContentStream content = new PDPageContentStream(document, look)) {
      write(content, "STAMPED", 2, 5);
    }
    PDAppearanceDictionary looks = new PDAppearanceDictionary();
    looks.setNormalAppearance(look);
    stamp.setAppearance(looks);
    return stamp;
  }

  private static PDPage page(PDDocument document, PDRectangle size, int number) throws IOException {
    PDPage page = new PDPage(size);
    document.addPage(page);
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      write(content, text(number), 50, 100);
    }
    return page;
  }

  private static void write(PDPageContentStream content, String text, float x, float y)
      throws IOException {
    content.beginText();
    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
    content.newLineAtOffset(x, y);
    content.showText(text);
    content.endText();
  }

  private static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out, CompressParameters.NO_COMPRESSION);
    return out.toByteArray();
  }
}
