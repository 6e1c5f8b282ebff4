package org.machizu.gauges;

import java.util.Locale;

/** How names of our enums stand in answers: "NO_NUMBER" as "no-number". */
final class GaugeWords {
  private GaugeWords() {}

  static String code(Enum<?> value) {
    return code(value.name());
  }

  static String code(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
