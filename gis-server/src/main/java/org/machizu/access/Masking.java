package org.machizu.access;

import org.jspecify.annotations.Nullable;

/** How a masked value is shown. */
final class Masking {
  private static final String STARS = "＊＊＊";

  private Masking() {}

  /**
   * The first letter of a text and always three stars, so that not even its length is told; of all
   * other values the stars alone. Empty stays empty.
   */
  static @Nullable String of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text && text.codePointCount(0, text.length()) > 1) {
      return text.substring(0, text.offsetByCodePoints(0, 1)) + STARS;
    }
    return STARS;
  }
}
