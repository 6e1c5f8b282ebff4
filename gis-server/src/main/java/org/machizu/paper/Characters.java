package org.machizu.paper;

import java.text.Normalizer;

/**
 * Makes any text fit to be printed, changing as little as possible: 髙 stays 髙, 﨑 stays 﨑. What the
 * font lacks becomes 〓, the sign that Japanese printers have always set for a missing type.
 */
final class Characters {
  /** U+3013 GETA MARK. */
  static final int GETA = 0x3013;

  private Characters() {}

  /** What a font has, and who is told what it has not. */
  interface Repertoire {
    boolean has(int character);

    VariationForms.Answer form(int base, int selector);

    /** A character became 〓. */
    void missing(int character);

    /** The usual form of a character is printed, since there is none for this selector. */
    void unknownForm(int base, int selector);
  }

  /**
   * Cleans a text.
   *
   * <ul>
   *   <li>Ends of lines (CR LF, CR, LF, U+2028, U+2029) become LF; tabs become spaces.
   *   <li>Control characters, marks of direction and joiners go.
   *   <li>A character with a variation selector becomes the form that the font has for both, as
   *       {@link VariationForms} names it, or stays alone.
   *   <li>A letter and the mark above it become one character where there is one (か and U+3099: が).
   *       Nothing else is normalised, since that would turn 神 (U+FA19) into 神.
   *   <li>Spaces and hyphens that the font lacks become plain ones.
   *   <li>Everything else that the font lacks, and characters for private use (外字), whose meaning
   *       is each system's own, become 〓.
   * </ul>
   */
  static String clean(String text, Repertoire font) {
    int[] composed = compose(text.replace("\r\n", "\n")).codePoints().toArray();
    StringBuilder clean = new StringBuilder(composed.length);
    for (int i = 0; i < composed.length; i++) {
      int c = composed[i];
      int plain = plain(c, font);
      if (plain == GETA && c != GETA) {
        font.missing(c);
      }
      if (plain == c && i + 1 < composed.length && isVariationSelector(composed[i + 1])) {
        plain = form(c, composed[i + 1], font);
      }
      if (plain != NOTHING) {
        clean.appendCodePoint(plain);
      }
    }
    return clean.toString();
  }

  private static final int NOTHING = -1;

  private static int form(int base, int selector, Repertoire font) {
    return switch (font.form(base, selector)) {
      case VariationForms.Answer.Other other -> other.character();
      case VariationForms.Answer.Usual _ -> base;
      case VariationForms.Answer.Unknown _ -> {
        // Colour or not, and Mongolian letters: nothing that a reader of a name would miss.
        if (selector != 0xFE0E && selector != 0xFE0F && selector >= 0xFE00) {
          font.unknownForm(base, selector);
        }
        yield base;
      }
    };
  }

  private static int plain(int c, Repertoire font) {
    if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85) {
      return '\n';
    }
    if (c == '\t') {
      return ' ';
    }
    int type = Character.getType(c);
    if (type == Character.CONTROL || type == Character.FORMAT || isVariationSelector(c)) {
      return NOTHING;
    }
    if (type != Character.PRIVATE_USE && type != Character.SURROGATE && font.has(c)) {
      return c;
    }
    if (type == Character.SPACE_SEPARATOR) {
      return ' ';
    }
    if (c == 0x2010 || c == 0x2011) {
      return '-';
    }
    return GETA;
  }

  /** Unicode 16, 23.4: VS1 to VS16, the ideographic VS17 to VS256, and Mongolian ones. */
  static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF)
        || (c >= 0x180B && c <= 0x180F);
  }

  private static String compose(String text) {
    StringBuilder composed = new StringBuilder(text.length());
    int last = -1;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      if (last >= 0
          && Character.getType(c) == Character.NON_SPACING_MARK
          && !isVariationSelector(c)) {
        String pair = Normalizer.normalize(Character.toString(last) + Character.toString(c), NFC);
        if (pair.codePointCount(0, pair.length()) == 1) {
          composed.setLength(composed.length() - Character.charCount(last));
          last = pair.codePointAt(0);
          composed.appendCodePoint(last);
          continue;
        }
      }
      composed.appendCodePoint(c);
      last = c;
    }
    return composed.toString();
  }

  private static final Normalizer.Form NFC = Normalizer.Form.NFC;
}
