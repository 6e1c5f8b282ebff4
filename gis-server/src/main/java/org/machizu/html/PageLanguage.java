package org.machizu.html;

import java.util.Locale;

/** The languages of pages. */
public enum PageLanguage {
  JA("日本語", "ja"),
  /** Easy Japanese (やさしい日本語): short sentences and plain words. */
  EASY("やさしい日本語", "ja"),
  EN("English", "en");

  private final String name;
  private final String ofTexts;

  PageLanguage(String name, String ofTexts) {
    this.name = name;
    this.ofTexts = ofTexts;
  }

  /** What it is called in itself. */
  public String ownName() {
    return name;
  }

  /** "ja" or "en": the language of layers' titles, and of {@code <html lang>}. */
  public String ofTexts() {
    return ofTexts;
  }

  /** As it stands in the parameter {@code lang}: ja, easy or en. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param code as {@link #code}; Japanese for everything else
   */
  public static PageLanguage of(String code) {
    return switch (code) {
      case "en" -> EN;
      case "easy" -> EASY;
      default -> JA;
    };
  }
}
