package org.machizu.opendata.themes;

import org.machizu.html.PageLanguage;

/**
 * A text in the pages' languages.
 *
 * @param ja Japanese; stands for the others where they are empty
 * @param easy easy Japanese, or empty
 * @param en English, or empty
 */
public record Words(String ja, String easy, String en) {
  public static final Words NONE = new Words("", "", "");

  /** The text for a page. */
  public String in(PageLanguage language) {
    String own =
        switch (language) {
          case JA -> ja;
          case EASY -> easy;
          case EN -> en;
        };
    return own.isEmpty() ? ja : own;
  }
}
