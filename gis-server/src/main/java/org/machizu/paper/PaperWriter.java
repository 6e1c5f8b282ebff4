package org.machizu.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A paper that is being written, from top to bottom; pages break by themselves. Lengths are in
 * millimetres, letters in points. Not for several threads; several papers at once are.
 *
 * <p>Any text may be given: it is made printable as {@link PaperFonts#printable} says, with its
 * ends of lines kept. A paper grows to {@link PaperTooLargeException#MOST_PAGES} pages at most;
 * every method that adds to it may throw {@link PaperTooLargeException}, after which it is to be
 * closed.
 */
public final class PaperWriter implements AutoCloseable {
  private static final double PITCH = 1.6;
  private static final double HEADING_PITCH = 1.4;

  private final About about;
  private final PDDocument document;
  private final PaperFonts fonts;
  private final Flow flow;
  private Function<PageNumber, List<String>> footer =
      number -> List.of("\t%d / %d".formatted(number.page(), number.of()));
  private final List<String> copied = new ArrayList<>();
  private boolean finished;

  /**
   * Begins a paper.
   *
   * @throws IllegalArgumentException when the margins leave less than 40 mm in width or 80 in
   *     height
   * @throws IllegalStateException when the program was built without its fonts
   */
  public PaperWriter(About about, PaperSize size, Margins margins) {
    this.about = about;
    this.document = new PDDocument();
    this.fonts = PaperFonts.of(document);
    this.flow = new Flow(document, fonts, size, margins);
  }

  /** A4, upright, with the usual margins. */
  public static PaperWriter a4(About about) {
    return new PaperWriter(about, PaperSize.A4, Margins.USUAL);
  }

  /** A4, lying, with the usual margins. */
  public static PaperWriter a4Landscape(About about) {
    return new PaperWriter(about, PaperSize.A4_LANDSCAPE, Margins.USUAL);
  }

  /** A3, lying, with the usual margins. */
  public static PaperWriter a3Landscape(About about) {
    return new PaperWriter(about, PaperSize.A3_LANDSCAPE, Margins.USUAL);
  }

  /**
   * A heading, which stays with what follows it.
   *
   * @param level 1 for the title, 2 or 3
   */
  public void heading(String text, int level) {
    going();
    checkLength(text);
    Heading look = Heading.of(level);
    TextBlock block = TextBlock.of(text, look.style(), flow.widthMm(), HEADING_PITCH, fonts);
    PaperTooLargeException.check(
        "lines in one heading", block.lines().size(), PaperTooLargeException.MOST_HEADING_LINES);
    flow.keepWithNext(
        look.beforeMm(),
        block.heightMm() + look.afterMm(),
        () -> {
          for (int i = 0; i < block.lines().size(); i++) {
            block.draw(flow.sheet(), i, flow.leftMm(), flow.topMm() - i * block.pitchMm());
          }
        });
  }

  /** How a heading looks. */
  private record Heading(TextStyle style, double beforeMm, double afterMm) {
    static Heading of(int level) {
      return switch (level) {
        case 1 -> new Heading(new TextStyle(16, true, Colour.BLACK, Align.CENTRE), 6, 5);
        case 2 -> new Heading(new TextStyle(11.5, true, Colour.BLACK, Align.LEFT), 5, 1.6);
        case 3 -> new Heading(new TextStyle(10, true, Colour.BLACK, Align.LEFT), 3.5, 1);
        default -> throw new IllegalArgumentException("headings have level 1, 2 or 3");
      };
    }
  }

  /** Running text; its own ends of lines stay. No line of it stands alone on a page. */
  public void paragraph(String text, TextStyle style) {
    going();
    checkLength(text);
    TextBlock block = TextBlock.of(text, style, flow.widthMm(), PITCH, fonts);
    int count = block.lines().size();
    for (int i = 0; i < count; i++) {
      // The first two and the last two lines stay together.
      int together = i == 0 || i == count - 2 ? Math.min(2, count - i) : 1;
      flow.place(together * block.pitchMm());
      block.draw(flow.sheet(), i, flow.leftMm(), flow.topMm());
      flow.down(block.pitchMm());
    }
  }

  /** A table over the page's width. */
  public void table(Table table) {
    going();
    new TableLayout(flow, fonts, table).draw();
  }

  /** Values with their labels, one below the other, over the page's width. */
  public void keyValues(List<Entry> entries) {
    going();
    double sizePt = 9.5;
    double widest =
        entries.stream()
            .flatMap(entry -> entry.label().lines())
            .mapToDouble(line -> fonts.widthMm(fonts.printable(line), sizePt, false))
            .max()
            .orElse(0);
    double labelMm = Math.clamp(widest + 5, 26, flow.widthMm() * 0.4);
    List<List<Cell>> rows = new ArrayList<>();
    for (Entry entry : entries) {
      rows.add(List.of(Cell.of(entry.label()).on(Colour.SHADE), Cell.of(entry.value())));
    }
    table(new Table(List.of(Column.mm("", labelMm), Column.share("", 1)), rows, sizePt));
  }

  /** White; none at the top of a page. */
  public void gap(double mm) {
    going();
    flow.gap(mm);
  }

  /** What follows stands on a new page. */
  public void pageBreak() {
    going();
    flow.pageBreak();
  }

  /**
   * Room for a drawing across the page's width, on this page or the next.
   *
   * @throws IllegalArgumentException when no page is high enough
   */
  public Frame frame(double heightMm) {
    going();
    if (!(heightMm > 0 && heightMm <= flow.fullMm())) {
      throw new IllegalArgumentException(
          "a frame is up to %.1f mm high on this paper, not %.1f"
              .formatted(flow.fullMm(), heightMm));
    }
    flow.place(heightMm);
    flow.down(heightMm);
    return new Frame(flow.sheets().size(), flow.leftMm(), flow.topMm(), flow.widthMm(), heightMm);
  }

  /** Draws into a frame of this paper, on whatever page it is. */
  public void draw(Frame frame, Drawing drawing) {
    going();
    flow.sheets().get(frame.page() - 1).draw(frame, drawing);
  }

  /**
   * A QR code at a place of the current page, from its lower left edge, whatever else is there.
   *
   * @param content at most {@link PaperTooLargeException#MOST_QR_BYTES} bytes in UTF-8
   * @param sideMm with the white around it, four squares on each side
   * @throws IllegalArgumentException when its squares would be smaller than 0.33 mm
   */
  public void qr(String content, double xMm, double yMm, double sideMm) {
    going();
    QrSquares.draw(flow.sheet(), content, xMm, yMm, sideMm);
  }

  /**
   * A QR code at the left edge and a text beside it, in one piece.
   *
   * @param content as for {@link #qr}
   * @param sideMm with the white around it
   * @param text no higher than the code
   * @throws IllegalArgumentException when the text is higher
   */
  public void qrBeside(String content, double sideMm, String text, TextStyle style) {
    going();
    checkLength(text);
    double gapMm = 3;
    TextBlock block = TextBlock.of(text, style, flow.widthMm() - sideMm - gapMm, PITCH, fonts);
    if (block.heightMm() > sideMm) {
      throw new IllegalArgumentException(
          "the text beside a code of %.1f mm is %.1f mm high; make it shorter"
              .formatted(sideMm, block.heightMm()));
    }
    Frame frame = frame(sideMm);
    QrSquares.draw(flow.sheet(), content, frame.xMm(), frame.yMm(), sideMm);
    double topMm = frame.yMm() + (sideMm + block.heightMm()) / 2;
    for (int i = 0; i < block.lines().size(); i++) {
      block.draw(flow.sheet(), i, frame.xMm() + sideMm + gapMm, topMm - i * block.pitchMm());
    }
  }

  /**
   * The pages of a document of somebody else's, each on a sheet of A4, upright or lying as it is
   * read: 95 % of a page of A4, larger ones as they fit, pictures as large as they fit. What flows
   * afterwards begins a new page. Scripts, links, fields, attached files and notes of programs stay
   * behind; stamps and fields look as they are printed. Such a paper no longer says that it is made
   * for archives (PDF/A).
   *
   * @return how many pages came
   */
  public int append(Original original) {
    going();
    int before = flow.sheets().size();
    try {
      Originals.append(document, original, flow::nextCopy);
      copied.add(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(original.bytes())));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
    return flow.sheets().size() - before;
  }

  /**
   * What stands in the lower margin of every page; without it, the page's number. A line is set
   * from the left; what follows a tab in it, on the right; with two tabs, left, centred, right.
   */
  public void footer(Function<PageNumber, List<String>> lines) {
    going();
    footer = lines;
  }

  /** How much is left on the current page. */
  public double roomMm() {
    return flow.roomMm();
  }

  /** The fonts, to measure texts before they are drawn. */
  public PaperFonts fonts() {
    return fonts;
  }

  /**
   * Characters that were printed as 〓 so far, since the font lacks them, as "U+20BB7". The paper
   * says so itself at the foot of each page that has a 〓.
   */
  public List<String> missing() {
    return fonts.missing();
  }

  /**
   * Forms that were asked for by variation selectors (異体字) and printed in the font's usual form so
   * far, since it has no other, as "U+845B U+E0105". The paper says so itself, too.
   */
  public List<String> unknownForms() {
    return fonts.unknownForms();
  }

  /** Writes the footers and gives the PDF. Nothing can be added any more. */
  public byte[] finish() {
    going();
    finished = true;
    try {
      flow.end();
      new Footers(flow, fonts, about.language()).draw(footer);
      flow.sheets().forEach(Sheet::close);
      Archive.describe(document, fonts, about, copied);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      // Older printers do not know the streams of objects that PDFBox writes otherwise.
      document.save(out, CompressParameters.NO_COMPRESSION);
      document.close();
      return out.toByteArray();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Forgets the paper. */
  @Override
  public void close() {
    flow.sheets().forEach(sheet -> IOUtils.closeQuietly(sheet::close));
    IOUtils.closeQuietly(document);
  }

  private void going() {
    if (finished) {
      throw new IllegalStateException("this paper is finished");
    }
  }

  private static void checkLength(String text) {
    PaperTooLargeException.check(
        "characters in one paragraph", text.length(), PaperTooLargeException.MOST_PARAGRAPH_CHARS);
  }
}
