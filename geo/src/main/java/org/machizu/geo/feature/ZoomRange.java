package org.machizu.geo.feature;

/**
 * The zoom levels at which a layer has tiles, both included; beyond the last, maps overzoom.
 *
 * @param min 0 to 22
 * @param max {@code min} to 22
 */
public record ZoomRange(int min, int max) {
  public static final int DEEPEST = 22;

  /** From the whole town down to one parcel. */
  public static final ZoomRange DEFAULT = new ZoomRange(0, 16);

  public ZoomRange {
    if (min < 0 || max < min || max > DEEPEST) {
      throw new IllegalArgumentException(
          "zoom range %d to %d is not allowed; give 0 <= min <= max <= %d"
              .formatted(min, max, DEEPEST));
    }
  }
}
