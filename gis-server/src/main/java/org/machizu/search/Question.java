package org.machizu.search;

import org.jspecify.annotations.Nullable;
import org.machizu.search.text.LonLat;

/**
 * What is asked.
 *
 * @param text as it was typed, at most {@link #MAX_LENGTH} characters
 * @param limit hits wanted, 1 to {@link #MAX_HITS}
 * @param language of words about hits: ja or en
 * @param near hits near to it come first among equals; null for none
 */
public record Question(String text, int limit, String language, @Nullable LonLat near) {
  public static final int MAX_LENGTH = 200;
  public static final int MAX_HITS = 50;
}
