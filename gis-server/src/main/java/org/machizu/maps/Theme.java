package org.machizu.maps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;

/** How light a style is; its name is the style's name in the address. */
enum Theme {
  /** For the day: every layer as it was styled. */
  DEFAULT("default", "#f4f3ee"),
  /** For a dark room at night. */
  DARK("dark", "#14181d");

  private final String styleName;
  private final String background;

  Theme(String styleName, String background) {
    this.styleName = styleName;
    this.background = background;
  }

  static Optional<Theme> find(String styleName) {
    return Arrays.stream(values()).filter(t -> t.styleName.equals(styleName)).findFirst();
  }

  String styleName() {
    return styleName;
  }

  /** The colour of the ground on which no layer draws. */
  String background() {
    return background;
  }

  /** Gives a style layer this theme's colours; takes out of it what only themes read. */
  void dress(ObjectNode styleLayer) {
    if (this == DARK) {
      DarkStyle.dress(styleLayer);
    }
    if (styleLayer.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(DarkStyle.OVERRIDES);
    }
  }
}
