package org.machizu.geo.filter;

import static java.util.stream.Collectors.joining;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts with differences taken out that a reader of a filter does not mean. */
final class Folding {
  /**
   * The marks that Unicode made to stand on any letter. The voicing marks of kana (U+3099, U+309A)
   * are not among them: は, ば and ぱ are three letters and no accents of one (OGC 21-065r2 recommends
   * so). Nor are the selectors of variants of ideographs, nor the vowel signs of other scripts.
   */
  private static final Pattern ACCENTS =
      Pattern.compile(
          "[\\u0300-\\u036F\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F]+");

  private Folding() {}

  /**
   * Without the difference of cases. Two texts become one exactly when Unicode's full case folding,
   * which knows no language, makes one of them: {@code ß} equals {@code SS}, {@code ς} equals
   * {@code Σ}, full-width {@code Ａ} equals {@code ａ}, but {@code ı} is not {@code i}.
   */
  static String cases(String text) {
    // Its upper case is I, as that of i: the one letter that must not go up and down.
    return text.indexOf('ı') < 0
        ? upAndDown(text)
        : Arrays.stream(text.split("ı", -1)).map(Folding::upAndDown).collect(joining("ı"));
  }

  /** Down before up, since ẞ has a lower case (ß), whose upper case is two letters. */
  private static String upAndDown(String text) {
    return lower(lower(text).toUpperCase(Locale.ROOT));
  }

  /** One by one, so that no letter's form depends on where it stands in the word (ς). */
  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          lower.appendCodePoint(Character.toLowerCase(c));
          if (c == 'İ') {
            lower.append('\u0307'); // its dot is a mark of its own
          }
        });
    return lower.toString();
  }

  /**
   * Without accents, in Unicode's composed form (NFC): {@code é} becomes {@code e}, and {@code が}
   * stays. Letters that Unicode does not take apart ({@code ø}, {@code ł}) stay as well.
   */
  static String accents(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    return Normalizer.normalize(ACCENTS.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
  }
}
