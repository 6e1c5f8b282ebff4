package org.machizu.printing;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * The receipts' letters: outlines of a TrueType font. They are read and filled in Java alone, since
 * Java's own text needs the system's font libraries, which a small server does not have.
 */
final class Glyphs {
  /** 〓 stands for letters that the font does not have, as everywhere in this country. */
  static final int MISSING = '〓';

  private static final String FOLDER = "/org/machizu/paper/fonts/";
  private static final int MOST_HELD = 4000;

  private final TrueTypeFont font;
  private final CmapLookup letters;
  private final double unitsPerEm;
  private final Map<Integer, Path2D> outlines = new HashMap<>();

  /** Read when first asked for. */
  private static final class Held {
    private static final Glyphs REGULAR = new Glyphs("400Regular/BIZUDGothic_400Regular.ttf");
    private static final Glyphs BOLD = new Glyphs("700Bold/BIZUDGothic_700Bold.ttf");
  }

  private Glyphs(String file) {
    try (InputStream in = Glyphs.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(
            "the font " + FOLDER + file + " is missing: build the server with its viewer");
      }
      font = new TTFParser().parseEmbedded(in);
      letters = font.getUnicodeCmapLookup();
      unitsPerEm = font.getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException("the font " + file + " cannot be read", e);
    }
  }

  static Glyphs regular() {
    return Held.REGULAR;
  }

  static Glyphs bold() {
    return Held.BOLD;
  }

  /**
   * What of a text can be printed: blanks for control characters, nothing for variation selectors,
   * 〓 for letters that the font does not have.
   */
  synchronized String printable(String text) {
    StringBuilder out = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .filter(letter -> !isSelector(letter))
        .map(letter ->
            Character.isISOControl(letter) || Character.isWhitespace(letter) && letter != '\u3000'
                ? ' '
                : letter)
        .map(letter -> letters.getGlyphId(letter) == 0 ? MISSING : letter)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isSelector(int letter) {
    return letter >= 0xfe00 && letter <= 0xfe0f
        || letter >= 0xe0100 && letter <= 0xe01ef
        || Character.getType(letter) == Character.FORMAT;
  }

  /** Width in dots of a text at a size in dots. */
  synchronized double width(String text, double size) {
    return text.codePoints().mapToDouble(letter -> advance(letter) * size / unitsPerEm).sum();
  }

  /** Outlines of a text whose line begins at a place, in dots, y downwards. */
  synchronized Path2D outline(String text, double x, double baseline, double size) {
    Path2D all = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double scale = size / unitsPerEm;
    double at = x;
    for (int letter : text.codePoints().toArray()) {
      AffineTransform place = new AffineTransform(scale, 0, 0, -scale, at, baseline);
      all.append(glyph(letter).getPathIterator(place), false);
      at += advance(letter) * scale;
    }
    return all;
  }

  private int advance(int letter) {
    try {
      return font.getAdvanceWidth(letters.getGlyphId(letter));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path2D glyph(int letter) {
    Path2D held = outlines.get(letter);
    if (held != null) {
      return held;
    }
    try {
      var glyph = font.getGlyph().getGlyph(letters.getGlyphId(letter));
      Path2D outline = glyph == null ? new Path2D.Double() : glyph.getPath();
      if (outlines.size() < MOST_HELD) {
        outlines.put(letter, outline);
      }
      return outline;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
