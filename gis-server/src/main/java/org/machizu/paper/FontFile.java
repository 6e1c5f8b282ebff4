package org.machizu.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One weight of BIZ UDGothic, read once for the whole process (4.5 MB) and shared by all papers.
 * Glyphs are cut out of it under a lock; everything else only reads.
 */
final class FontFile {
  static final String REGULAR = "fonts/400Regular/BIZUDGothic_400Regular.ttf";
  static final String BOLD = "fonts/700Bold/BIZUDGothic_700Bold.ttf";

  /** What a PDF needs of a TrueType font (ISO 32000-1, 9.9), and no more. */
  private static final List<String> TABLES =
      List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm");

  /** FontBox warns of a table that it leaves out, and that is read here. */
  private static final Logger QUIET = Logger.getLogger("org.apache.fontbox.ttf.CmapSubtable");

  private static @Nullable FontFile regular;
  private static @Nullable FontFile bold;

  private final TrueTypeFont font;
  private final CmapLookup characters;
  private final VariationForms forms;

  private FontFile(TrueTypeFont font) throws IOException {
    this.font = font;
    this.characters = font.getUnicodeCmapLookup();
    this.forms = new VariationForms(font.getTableBytes(font.getTableMap().get("cmap")));
  }

  static synchronized FontFile regular() {
    if (regular == null) {
      regular = read(REGULAR);
    }
    return regular;
  }

  static synchronized FontFile bold() {
    if (bold == null) {
      bold = read(BOLD);
    }
    return bold;
  }

  /**
   * Reads a font from beside this class.
   *
   * @throws IllegalStateException when the program was built without its fonts
   */
  static FontFile read(String resource) {
    try (InputStream in = FontFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "The font of papers, /org/machizu/paper/%s, is not on the class path. It comes with the"
                    .formatted(resource)
                + " viewer's packages (npm): build the program with its viewer.");
      }
      QUIET.setLevel(Level.SEVERE);
      return new FontFile(new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes())));
    } catch (IOException broken) {
      throw new UncheckedIOException("The font " + resource + " cannot be read", broken);
    }
  }

  TrueTypeFont font() {
    return font;
  }

  /** The glyph of a character, or of a form as {@link #forms} names it; 0 when there is none. */
  int glyphOf(int codePoint) {
    return codePoint >= VariationForms.FIRST
        ? forms.glyphOf(codePoint)
        : characters.getGlyphId(codePoint);
  }

  VariationForms forms() {
    return forms;
  }

  /** How far a character reaches, in thousandths of the letter's size. */
  int widthOf(int codePoint) {
    try {
      int units = font.getHorizontalMetrics().getAdvanceWidth(glyphOf(codePoint));
      return Math.round(units * 1000f / font.getUnitsPerEm());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * A font file with some glyphs only.
   *
   * @param glyphs as in this file
   * @param newToOld gets the numbers that the glyphs have in the small file, and had in this one
   */
  synchronized byte[] cutOut(Set<Integer> glyphs, Map<Integer, Integer> newToOld)
      throws IOException {
    TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
    subsetter.addGlyphIds(glyphs);
    newToOld.putAll(subsetter.getGIDMap());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    subsetter.writeToStream(out);
    return out.toByteArray();
  }
}
