package org.machizu.paper;

import java.time.Instant;

/**
 * What a paper says of itself: shown by readers of PDF, read out to whoever cannot see it, and
 * looked at by archives.
 *
 * @param title as it stands in the window's title
 * @param author the office that gives the paper out
 * @param subject one sentence
 * @param language of the text, as BCP 47 ("ja", "en")
 * @param made when the paper was made; kept to the second, in Japanese time
 */
public record About(String title, String author, String subject, String language, Instant made) {
  public About {
    if (title.isBlank() || language.isBlank()) {
      throw new IllegalArgumentException("a paper needs a title and a language");
    }
  }
}
