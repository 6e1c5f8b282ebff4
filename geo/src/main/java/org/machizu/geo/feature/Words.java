package org.machizu.geo.feature;

/**
 * A text for whoever stands before a counter or holds a phone.
 *
 * @param ja Japanese, not blank
 * @param easy easy Japanese (やさしい日本語); the Japanese where there is none
 * @param en English; the Japanese where there is none
 */
public record Words(String ja, String easy, String en) {
  public Words {
    if (ja.isBlank() || easy.isBlank() || en.isBlank()) {
      throw new IllegalArgumentException("a text needs words, but got '" + ja + "'");
    }
  }

  /** The same words for everybody. */
  public static Words same(String text) {
    return new Words(text, text, text);
  }

  /**
   * The words in one of the languages.
   *
   * @param language {@code en}, {@code easy}; anything else is Japanese
   */
  public String in(String language) {
    return switch (language) {
      case "en" -> en;
      case "easy" -> easy;
      default -> ja;
    };
  }
}
