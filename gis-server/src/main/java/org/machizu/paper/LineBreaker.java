package org.machizu.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Breaks text into lines by the Japanese rules (禁則処理 as in JIS X 4051 and W3C's JLREQ 3.1): no
 * closing bracket, comma, full stop, small kana or prolonged sound mark at the start of a line, no
 * opening bracket at its end. A line that would break them ends earlier (追い出し). Latin words and
 * numbers stay whole unless they are longer than a line.
 */
final class LineBreaker {
  private static final String NOT_AT_START =
      "、。，．・：；？！゛゜ヽヾゝゞ々〻ー）〕］｝〉》」』】〙〗〟’”｠»‐゠–〜～‼⁇⁈⁉"
          + "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
          + "｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ,.!?:;)]}%％‰℃°′″㎡㎥㎜㎝㎞㎏";

  private static final String NOT_AT_END = "（〔［｛〈《「『【〘〖〝‘“｟«｢([{￥＄￡№〒";

  /** Two of the same stay together. */
  private static final String PAIRS = "…‥―—〳〴〵";

  /** After these a word that is longer than a line, as an address on the web, is best broken. */
  private static final String SEAMS = "/?&=-_.,";

  private LineBreaker() {}

  /**
   * One line.
   *
   * @param widthEm in the letters' size
   * @param last whether its paragraph ends with it
   */
  record Line(String text, double widthEm, boolean last) {}

  /**
   * Breaks a text.
   *
   * @param text whose forced ends of lines are LF
   * @param roomEm how long a line may be, in the letters' size
   * @param widthEm how wide a character is, in the letters' size
   * @return at least one line
   */
  static List<Line> lines(String text, double roomEm, IntToDoubleFunction widthEm) {
    List<Line> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      breakUp(paragraph.stripTrailing().codePoints().toArray(), roomEm, widthEm, lines);
    }
    return lines;
  }

  private static void breakUp(
      int[] text, double roomEm, IntToDoubleFunction widthEm, List<Line> lines) {
    int start = 0;
    do {
      int end = endOfLine(text, start, roomEm, widthEm);
      int next = end;
      while (next < text.length && isSpace(text[next])) {
        next++;
      }
      while (end > start && isSpace(text[end - 1])) {
        end--;
      }
      double width = 0;
      for (int i = start; i < end; i++) {
        width += widthEm.applyAsDouble(text[i]);
      }
      lines.add(new Line(new String(text, start, end - start), width, next >= text.length));
      start = next;
    } while (start < text.length);
  }

  /** Where the line that begins at {@code start} ends: at least one character further. */
  private static int endOfLine(int[] text, int start, double roomEm, IntToDoubleFunction widthEm) {
    double width = 0;
    int good = start;
    for (int i = start; i < text.length; i++) {
      if (i > start && mayBreak(text, i)) {
        good = i;
      }
      width += widthEm.applyAsDouble(text[i]);
      // Spaces may hang over the edge, where nobody sees them.
      if (width > roomEm + 1e-6 && i > start && !isSpace(text[i])) {
        return good > start ? good : withinWord(text, start, i);
      }
    }
    return text.length;
  }

  /** The line has no place to break: the best one in a word that is too long. */
  private static int withinWord(int[] text, int start, int full) {
    for (int i = full; i > start + (full - start) / 2; i--) {
      if (SEAMS.indexOf(text[i - 1]) >= 0 && isWord(text[i]) && SEAMS.indexOf(text[i]) < 0) {
        return i;
      }
    }
    for (int i = full; i > start; i--) {
      if (!forbidden(text[i - 1], text[i])) {
        return i;
      }
    }
    return full;
  }

  private static boolean mayBreak(int[] text, int at) {
    int before = text[at - 1];
    int after = text[at];
    return !isSpace(after) && !forbidden(before, after) && !(isWord(before) && isWord(after));
  }

  private static boolean forbidden(int before, int after) {
    return NOT_AT_START.indexOf(after) >= 0
        || NOT_AT_END.indexOf(before) >= 0
        || (before == after && PAIRS.indexOf(before) >= 0)
        || isFullWidthNumber(before, after)
        || Character.getType(after) == Character.NON_SPACING_MARK;
  }

  /** １，２００ stays whole; the comma itself is kept from the start of a line anyway. */
  private static boolean isFullWidthNumber(int before, int after) {
    return (before == '，' || before == '．') && after >= '０' && after <= '９';
  }

  private static boolean isSpace(int c) {
    return Character.getType(c) == Character.SPACE_SEPARATOR && c != 0xA0;
  }

  /**
   * Part of something that is read as one word: Latin and other letters, digits, what joins them.
   */
  private static boolean isWord(int c) {
    if (isSpace(c)) {
      return false;
    }
    if (c < 0x250 || c == '－' || c == '／') {
      return true;
    }
    if (Character.isDigit(c)) {
      return true;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case LATIN, GREEK, CYRILLIC -> true;
      default -> false;
    };
  }
}
