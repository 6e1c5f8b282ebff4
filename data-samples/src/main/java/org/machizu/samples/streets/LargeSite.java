package org.machizu.samples.streets;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * Ground in the centre that something large takes up, so that no street runs through it.
 *
 * @param key what stands there
 * @param p its middle in {@link CentreFrame}
 * @param reachM streets whose middle lies nearer than this are left out
 */
public record LargeSite(String key, double p, double q, double reachM) {
  private static final List<LargeSite> ALL =
      List.of(
          new LargeSite("小学校", -560, 560, 88),
          new LargeSite("中学校", 640, 410, 88),
          new LargeSite("役場", 160, 240, 52),
          new LargeSite("病院", -270, 470, 50),
          new LargeSite("中央公園", 330, 560, 62),
          new LargeSite("川端公園", -150, 690, 58),
          new LargeSite("体育館", 860, 560, 66),
          new LargeSite("公営住宅東", 940, 220, 70),
          new LargeSite("公営住宅西", -830, 330, 70),
          new LargeSite("農協倉庫", 230, -160, 70),
          new LargeSite("工場", -690, -160, 75),
          new LargeSite("スーパー", 560, 120, 50),
          new LargeSite("特養", -880, 660, 55));

  public static List<LargeSite> all() {
    return ALL;
  }

  /** Its middle on the town's plane. */
  public Coordinate middle() {
    return CentreFrame.at(p, q);
  }
}
