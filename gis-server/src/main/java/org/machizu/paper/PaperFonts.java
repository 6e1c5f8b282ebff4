package org.machizu.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * The papers' font, BIZ UDGothic, in one document: regular and bold. Measures texts and cleans
 * them. Belongs to its document, and like it to one thread; what was drawn with it lies in the PDF
 * when the document is saved.
 */
public final class PaperFonts {
  private static final double MM_PER_PT = 25.4 / 72;

  private final FontFile regularFile = FontFile.regular();
  private final FontFile boldFile = FontFile.bold();
  private final EmbeddedFont regular;
  private final EmbeddedFont bold;
  private final TreeSet<Integer> missing = new TreeSet<>();
  private final TreeSet<String> unknownForms = new TreeSet<>();

  private PaperFonts(PDDocument document) throws IOException {
    regular = new EmbeddedFont(document, regularFile);
    bold = new EmbeddedFont(document, boldFile);
  }

  /**
   * The fonts for a document, to be made once for each.
   *
   * @throws IllegalStateException when the program was built without its fonts
   */
  public static PaperFonts of(PDDocument document) {
    try {
      return new PaperFonts(document);
    } catch (IOException broken) {
      throw new UncheckedIOException("The papers' font cannot be read", broken);
    }
  }

  /** The usual weight. {@code showText} takes what {@link #printable} gave. */
  public PDFont regular() {
    return regular;
  }

  /** The bold weight. {@code showText} takes what {@link #printable} gave. */
  public PDFont bold() {
    return bold;
  }

  PDFont face(boolean strong) {
    return strong ? bold : regular;
  }

  /**
   * How wide a text is in one line.
   *
   * @param text as {@link #printable} gave it; what the font lacks counts as wide as 〓
   * @param sizePt of the letters
   */
  public double widthMm(String text, double sizePt, boolean strong) {
    return text.codePoints().mapToLong(c -> perMille(c, strong)).sum()
        / 1000.0
        * sizePt
        * MM_PER_PT;
  }

  /** How wide a character is, in thousandths of the letters' size. */
  int perMille(int character, boolean strong) {
    FontFile file = strong ? boldFile : regularFile;
    return file.widthOf(file.glyphOf(character) == 0 ? Characters.GETA : character);
  }

  /**
   * A text as it can be printed in one line: ends of lines and tabs are spaces, control characters
   * are gone, 〓 stands for what the font lacks (see {@link #missing}), and forms that are chosen by
   * a variation selector are there where the font has them (see {@link #unknownForms}). The result
   * is for this document's fonts alone, and is not to be cleaned a second time: a special form
   * stands in it as one character for private use.
   */
  public String printable(String text) {
    return printableLines(text).replace('\n', ' ');
  }

  /** The same with its lines, each ended by LF. */
  String printableLines(String text) {
    return Characters.clean(text, new Both());
  }

  /** What both weights have, and where it is noted what they have not. */
  private final class Both implements Characters.Repertoire {
    @Override
    public boolean has(int character) {
      return regularFile.glyphOf(character) != 0 && boldFile.glyphOf(character) != 0;
    }

    @Override
    public VariationForms.Answer form(int base, int selector) {
      return regularFile.forms().find(base, selector);
    }

    @Override
    public void missing(int character) {
      missing.add(character);
    }

    @Override
    public void unknownForm(int base, int selector) {
      unknownForms.add("U+%04X U+%04X".formatted(base, selector));
      regular.watch(base);
      bold.watch(base);
    }
  }

  /** How often something was written that may need a note: 〓, or one of the unknown forms. */
  int watchedCount() {
    return regular.watchedCount() + bold.watchedCount();
  }

  /** Which characters the codes on the pages mean. */
  String used() {
    return regular.used() + '\n' + bold.used();
  }

  /** What was printed as 〓 so far, as "U+20BB7", in the order of the code points. */
  public List<String> missing() {
    return missing.stream().map("U+%04X"::formatted).toList();
  }

  /**
   * Forms that were asked for by a variation selector, that the font has not, and that were printed
   * in its usual form so far, as "U+845B U+E0105".
   */
  public List<String> unknownForms() {
    return List.copyOf(unknownForms);
  }
}
