package org.machizu.maps.paper;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.machizu.maps.paper.LeftOut.Reason;

/** Collects what is not drawn, each thing once. */
final class Missing {
  /** More would not be read, and a style could name any number. */
  private static final int MOST = 200;

  private static final int LONGEST_DETAIL = 80;

  private final Map<String, String> titles;
  private final Set<LeftOut> found = new LinkedHashSet<>();

  /**
   * @param titles of the layers by short id
   */
  Missing(Map<String, String> titles) {
    this.titles = titles;
  }

  void add(String layer, Reason reason, String detail) {
    if (found.size() < MOST) {
      String shown =
          detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
      found.add(new LeftOut(layer, titles.getOrDefault(layer, ""), reason, shown));
    }
  }

  void image(StyleLayer style, String name) {
    add(style.layer(), Reason.IMAGE, name);
  }

  void unknown(StyleLayer style) {
    style.unknown().forEach((of, what) -> add(style.layer(), Reason.EXPRESSION, of + ": " + what));
  }

  List<LeftOut> all() {
    return List.copyOf(found);
  }
}
