package org.machizu.maps.sign;

import java.util.Optional;
import java.util.regex.Pattern;
import org.machizu.maps.expression.Rgba;

/**
 * What the name of a built-in image asks for: {@code machizu:PATTERN/COLOUR/BACKGROUND/SPACING/
 * WIDTH} or {@code machizu:symbol/NAME/COLOUR/BACKGROUND/SIZE}, each part with what holds without
 * it (docs/styles.md).
 *
 * @param isSign whether it is a sign, and no pattern
 * @param name of the sign or pattern
 * @param sizePx of a sign, or the spacing of a pattern
 * @param widthPx of a pattern's lines, or the radius of its dots
 */
public record ImageName(
    boolean isSign, String name, Rgba colour, Rgba background, double sizePx, double widthPx) {
  private static final String PREFIX = "machizu:";
  private static final Pattern COLOUR =
      Pattern.compile("#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,6})?");
  private static final String SIGN_COLOUR = "#1a1a1a";
  private static final String PATTERN_COLOUR = "#666666";
  private static final String CLEAR = "#00000000";

  /** Reads a name; empty for what is none of ours. */
  public static Optional<ImageName> find(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String[] parts = text.substring(PREFIX.length()).split("/", -1);
    boolean isSign = parts[0].equals("symbol");
    int at = isSign ? 1 : 0;
    if (parts.length > 5 || parts.length <= at) {
      return Optional.empty();
    }
    Optional<Rgba> colour = colour(parts, at + 1, isSign ? SIGN_COLOUR : PATTERN_COLOUR);
    Optional<Rgba> background = colour(parts, at + 2, CLEAR);
    double size = isSign ? number(parts, 4, 20, 8, 64) : number(parts, 3, 8, 3, 64);
    double width = isSign ? 0 : number(parts, 4, 1.5, 0.5, 16);
    if (colour.isEmpty() || background.isEmpty() || Double.isNaN(size + width)) {
      return Optional.empty();
    }
    return Optional.of(
        new ImageName(isSign, parts[at], colour.get(), background.get(), size, width));
  }

  private static Optional<Rgba> colour(String[] parts, int at, String otherwise) {
    String text = at >= parts.length || parts[at].isEmpty() ? otherwise : parts[at];
    return COLOUR.matcher(text).matches() ? Rgba.find(text) : Optional.empty();
  }

  /** NaN where it is none, or out of bounds. */
  private static double number(String[] parts, int at, double otherwise, double from, double to) {
    if (at >= parts.length || parts[at].isEmpty()) {
      return otherwise;
    }
    if (!NUMBER.matcher(parts[at]).matches()) {
      return Double.NaN;
    }
    double number = Double.parseDouble(parts[at]);
    return number >= from && number <= to ? number : Double.NaN;
  }

  /** Its drawing: a sign, or one tile of a pattern; empty when there is none of this name. */
  public Optional<Drawing> drawing() {
    return isSign ? Signs.find(this) : Patterns.find(this);
  }

  /** Whether it shows nothing at all. */
  public boolean isClear() {
    return colour.isClear() && background.isClear();
  }
}
