package org.machizu.maps.paper;

/**
 * A text at a place of the zone.
 *
 * @param eastM its middle
 * @param northM its middle
 * @param angleDeg counterclockwise from level
 * @param sizePt 4 to 30
 * @param colour {@code #rrggbb}
 */
public record PlaneLabel(
    String text, double eastM, double northM, double angleDeg, double sizePt, String colour) {
  public PlaneLabel {
    if (!(sizePt >= 4 && sizePt <= 30)) {
      throw new IllegalArgumentException(
          "a text of %s pt is not allowed; give 4 to 30".formatted(sizePt));
    }
  }
}
