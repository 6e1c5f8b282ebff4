package org.machizu.paper;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * What a PDF says of itself beside its pages, after PDF/A-2b (ISO 19005-2): information, XMP, the
 * meaning of its colours, its language. All of it follows from {@link About} and the pages.
 */
final class Archive {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final String PROGRAM = "Machizu";
  private static final String PDF_A =
      "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>";

  private Archive() {}

  /**
   * Writes it.
   *
   * @param copied sums of the originals whose pages were copied; with one, nothing is promised to
   *     archives, since nobody knows what it holds
   */
  static void describe(PDDocument document, PaperFonts fonts, About about, List<String> copied)
      throws IOException {
    ZonedDateTime made = about.made().truncatedTo(ChronoUnit.SECONDS).atZone(TOKYO);
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(tidy(about.title()));
    information.setAuthor(tidy(about.author()));
    information.setSubject(tidy(about.subject()));
    information.setCreator(PROGRAM);
    information.setProducer(PROGRAM);
    information.setCreationDate(GregorianCalendar.from(made));
    information.setModificationDate(GregorianCalendar.from(made));

    PDDocumentCatalog catalog = document.getDocumentCatalog();
    catalog.setLanguage(tidy(about.language()));
    PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
    preferences.setDisplayDocTitle(true);
    catalog.setViewerPreferences(preferences);
    catalog.setMetadata(
        new PDMetadata(document, new ByteArrayInputStream(xmp(about, made, copied.isEmpty()))));
    catalog.addOutputIntent(sRgb(document));
    document.setVersion(1.7f);
    document.setDocumentId(identity(document, fonts, copied));
  }

  private static PDOutputIntent sRgb(PDDocument document) throws IOException {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
    intent.setInfo("sRGB IEC61966-2.1");
    intent.setOutputCondition("sRGB IEC61966-2.1");
    intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
    intent.setRegistryName("http://www.color.org");
    return intent;
  }

  /**
   * PDFBox makes the file's identifier from this number and the information; else from the clock.
   */
  private static long identity(PDDocument document, PaperFonts fonts, List<String> copied)
      throws IOException {
    try {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      for (PDPage page : document.getPages()) {
        try (InputStream content = page.getContents()) {
          sum.update(content.readAllBytes());
        }
      }
      sum.update(fonts.used().getBytes(StandardCharsets.UTF_8));
      copied.forEach(original -> sum.update(original.getBytes(StandardCharsets.UTF_8)));
      return ByteBuffer.wrap(sum.digest()).getLong();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The same as the information, as XMP (ISO 16684-1): archives read this one. */
  private static byte[] xmp(About about, ZonedDateTime made, boolean isArchivable) {
    String time = made.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    return """
    <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/">
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about=""
        xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:xmp="http://ns.adobe.com/xap/1.0/"
        xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
        xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
    <dc:format>application/pdf</dc:format>
    <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:title>
    <dc:creator><rdf:Seq><rdf:li>%2$s</rdf:li></rdf:Seq></dc:creator>
    <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%3$s</rdf:li></rdf:Alt></dc:description>
    <dc:language><rdf:Bag><rdf:li>%4$s</rdf:li></rdf:Bag></dc:language>
    <xmp:CreatorTool>%5$s</xmp:CreatorTool>
    <xmp:CreateDate>%6$s</xmp:CreateDate>
    <xmp:ModifyDate>%6$s</xmp:ModifyDate>
    <pdf:Producer>%5$s</pdf:Producer>
    %7$s
    </rdf:Description>
    </rdf:RDF>
    </x:xmpmeta>
    <?xpacket end="r"?>
    """
        .formatted(
            xml(tidy(about.title())),
            xml(tidy(about.author())),
            xml(tidy(about.subject())),
            xml(tidy(about.language())),
            PROGRAM,
            time,
            isArchivable ? PDF_A : "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Without what XML cannot hold (XML 1.0, 2.2), so that both places say the same. */
  private static String tidy(String text) {
    StringBuilder tidy = new StringBuilder();
    text.codePoints()
        .filter(c -> c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF)
        .forEach(tidy::appendCodePoint);
    return tidy.toString();
  }

  private static String xml(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '&' -> safe.append("&amp;");
            case '"' -> safe.append("&quot;");
            default -> safe.appendCodePoint(c);
          }
        });
    return safe.toString();
  }
}
