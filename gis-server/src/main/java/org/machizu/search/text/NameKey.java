package org.machizu.search.text;

import java.util.Arrays;
import java.util.List;

/**
 * A name in the form in which spellings agree: without spaces, punctuation, long marks and hyphens
 * between letters, in one kana, lower case, new kanji, numbers in arabic digits where they are
 * counted (第一 as 第1).
 */
public final class NameKey {
  private NameKey() {}

  public static String of(String text) {
    String folded = Spelling.fold(Spelling.wide(text));
    StringBuilder key = new StringBuilder(folded.length());
    int at = 0;
    while (at < folded.length()) {
      char c = folded.charAt(at);
      if (Numerals.isNumeral(c) && (Numerals.isArabic(c) || isCounted(folded, at))) {
        int end = Numerals.end(folded, at);
        key.append(Numerals.arabic(folded.substring(at, end)));
        at = end;
        continue;
      }
      if (isHyphenBetweenNumbers(folded, at)) {
        key.append('-');
      } else if (isPartOfAName(folded, at)) {
        key.append(c);
      }
      at++;
    }
    return key.toString();
  }

  /** The words of a question, each as a key. */
  public static List<String> words(String question) {
    return Arrays.stream(Spelling.wide(question).split("[\\s　]+"))
        .map(NameKey::of)
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  /** Kanji numerals are numbers after 第; elsewhere they may be part of a name (三好, 千歳). */
  private static boolean isCounted(String text, int at) {
    return at > 0 && text.charAt(at - 1) == '第';
  }

  private static boolean isHyphenBetweenNumbers(String text, int at) {
    char c = text.charAt(at);
    return (c == '-' || c == 'ー')
        && at > 0
        && at + 1 < text.length()
        && Numerals.isArabic(text.charAt(at - 1))
        && Numerals.isArabic(text.charAt(at + 1));
  }

  private static boolean isPartOfAName(String text, int at) {
    char c = text.charAt(at);
    return c != 'ー' && (Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '々');
  }
}
