package org.machizu.access;

/**
 * Why somebody reads what is shown on demand only; stands in the audit log.
 *
 * @param text as the reader stated it, {@link #MIN_LENGTH} to {@link #MAX_LENGTH} characters
 */
public record Purpose(String text) {
  public static final int MIN_LENGTH = 2;
  public static final int MAX_LENGTH = 200;

  public Purpose {
    text = text.strip();
    if (text.length() < MIN_LENGTH
        || text.length() > MAX_LENGTH
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the purpose has %d characters; state it in %d to %d, without control characters"
              .formatted(text.length(), MIN_LENGTH, MAX_LENGTH));
    }
  }
}
