package org.machizu.geo.feature;

import org.jspecify.annotations.Nullable;

/**
 * One attribute of a layer.
 *
 * @param name the name as in the data and in every interface; Japanese is usual ("施設名")
 * @param title what people read
 * @param unit the unit of a number as people write it ("m", "%"), or null
 */
public record Attribute(
    String name,
    AttributeType type,
    LocalizedText title,
    @Nullable String unit,
    AttributeVisibility visibility) {

  /** The longest allowed name, in characters. */
  public static final int MAX_NAME_LENGTH = 128;

  public Attribute {
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(c -> c < 0x20)) {
      throw new IllegalArgumentException(
          "attribute name '"
              + name
              + "' is not allowed; it needs 1 to "
              + MAX_NAME_LENGTH
              + " characters without control characters");
    }
  }

  /** An attribute that everybody sees, titled by its own name. */
  public static Attribute open(String name, AttributeType type) {
    return new Attribute(name, type, LocalizedText.same(name), null, AttributeVisibility.OPEN);
  }
}
