package org.machizu.hazard.profile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Classes in the words of the map makers, where the data have only numbers. */
final class Bounds {
  private Bounds() {}

  static String label(double from, @Nullable Double to) {
    if (to == null) {
      return metres(from) + "以上";
    }
    return from == 0 ? metres(to) + "未満" : metres(from) + "以上" + metres(to) + "未満";
  }

  static String metres(double metres) {
    return plain(metres) + "m";
  }

  static String hours(double hours) {
    return plain(hours) + "時間";
  }

  private static String plain(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
