package org.machizu.opendata.themes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a map is about, in the order of the start page. */
public enum Theme {
  /** 防災. */
  DISASTER,
  /** 福祉. */
  WELFARE,
  /** 子育て. */
  CHILDCARE,
  /** 観光. */
  TOURISM,
  /** インフラ. */
  INFRASTRUCTURE,
  OTHER;

  /** As it stands in JSON, and behind {@code theme_} in the pages' words. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Theme> find(String code) {
    return Arrays.stream(values()).filter(theme -> theme.code().equals(code)).findFirst();
  }

  static String codes() {
    return Arrays.stream(values()).map(Theme::code).collect(Collectors.joining(", "));
  }
}
