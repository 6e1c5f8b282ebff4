package org.machizu.geo.feature;

/**
 * A text in Japanese and English. Where only one is known, it stands for both.
 *
 * @param ja Japanese, not blank
 * @param en English, not blank
 */
public record LocalizedText(String ja, String en) {
  public LocalizedText {
    if (ja.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException(
          "a localized text needs words, but got '" + ja + "' / '" + en + "'");
    }
  }

  /** The same words in both languages, for a title that nobody has translated yet. */
  public static LocalizedText same(String text) {
    return new LocalizedText(text, text);
  }

  /** The text for an IETF language tag; anything that is not English is answered in Japanese. */
  public String in(String language) {
    String primary = language.split("[-_]", 2)[0];
    return primary.equalsIgnoreCase("en") ? en : ja;
  }
}
