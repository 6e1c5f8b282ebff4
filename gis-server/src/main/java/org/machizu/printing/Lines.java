package org.machizu.printing;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks a text into lines: Japanese between any two letters, but no line begins with what belongs
 * to the one before or ends with what opens the next (禁則処理, the usual cases of JIS X 4051); words
 * and numbers in Latin letters stay whole unless they are longer than a line.
 */
final class Lines {
  private static final String NEVER_FIRST = "、。，．・：；？！」』）］｝〉》】〕ーゝゞ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}％%";
  private static final String NEVER_LAST = "「『（［｛〈《【〔([{￥¥";

  private Lines() {}

  /**
   * @param text printable, without line ends
   * @param width of a line, in dots
   */
  static List<String> of(String text, Glyphs glyphs, double size, double width) {
    List<String> lines = new ArrayList<>();
    int[] letters = text.strip().codePoints().toArray();
    int from = 0;
    while (from < letters.length) {
      int fits = fitting(letters, from, glyphs, size, width);
      int to = fits == letters.length ? fits : breakAt(letters, from, fits);
      lines.add(new String(letters, from, to - from).strip());
      from = to;
      while (from < letters.length && letters[from] == ' ') {
        from++;
      }
    }
    return lines;
  }

  private static int fitting(int[] letters, int from, Glyphs glyphs, double size, double width) {
    double used = 0;
    for (int i = from; i < letters.length; i++) {
      used += glyphs.width(Character.toString(letters[i]), size);
      if (used > width && i > from) {
        return i;
      }
    }
    return letters.length;
  }

  /** The last place not after {@code latest} where a line may end; where there is none, there. */
  private static int breakAt(int[] letters, int from, int latest) {
    for (int at = latest; at > from; at--) {
      if (mayBreak(letters[at - 1], letters[at])) {
        return at;
      }
    }
    return latest;
  }

  private static boolean mayBreak(int before, int after) {
    if (NEVER_FIRST.indexOf(after) >= 0 || NEVER_LAST.indexOf(before) >= 0) {
      return false;
    }
    boolean isCount = Character.isDigit(before) && Character.isIdeographic(after); // 2筆, 12番
    return before == ' ' || after == ' ' || !(isOfWord(before) && isOfWord(after) || isCount);
  }

  private static boolean isOfWord(int letter) {
    return letter > ' ' && letter < 0x2000;
  }
}
