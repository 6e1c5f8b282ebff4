package org.machizu.layers;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Purpose;
import org.machizu.http.Problem;

/** The stated purpose of a read, in the header {@code Machizu-Purpose}. */
public final class PurposeHeader {
  public static final String NAME = "Machizu-Purpose";

  private PurposeHeader() {}

  /** Headers take no Japanese, so the text is percent-encoded as UTF-8. */
  public static Optional<Purpose> read(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      String text = URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Optional.of(new Purpose(text));
    } catch (IllegalArgumentException e) {
      throw Problem.of(
              400,
              "bad-purpose",
              "The purpose cannot be written down",
              "header %s: %s".formatted(NAME, e.getMessage()),
              "State in a few words why you read this, percent-encoded as UTF-8.")
          .asException();
    }
  }
}
