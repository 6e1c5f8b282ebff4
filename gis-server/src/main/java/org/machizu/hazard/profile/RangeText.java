package org.machizu.hazard.profile;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A class of depths or times as Japanese maps write it: "0.5m以上3.0m未満", "0.3m未満", "20m以上",
 * "1.0～2.0m", "12時間以上1日未満". Widths of letters, blanks and what stands in brackets do not matter. A
 * number without a unit is no class: it is a code of a list that has to be known.
 *
 * @param to null when it is open above
 */
record RangeText(double from, @Nullable Double to) {
  private static final int LONGEST = 60;
  private static final Map<String, Double> METRES = Map.of("m", 1.0, "メートル", 1.0, "cm", 0.01);
  private static final Map<String, Double> HOURS =
      Map.of("時間", 1.0, "分", 1 / 60.0, "日", 24.0, "週間", 168.0);

  private static final String NUMBER = "(\\d{1,6}(?:\\.\\d{1,6})?)";
  private static final String UNIT = "(cm|m|メートル|時間|分|日|週間)";
  private static final Pattern BOTH =
      Pattern.compile(
          NUMBER + UNIT + "?(?:(?:以上|超|から)[~〜]?|[~〜\\-−–])" + NUMBER + UNIT + "(?:未満|以下|まで)?");
  private static final Pattern ABOVE = Pattern.compile(NUMBER + UNIT + "(?:以上|超|より大きい|[~〜])");
  private static final Pattern BELOW = Pattern.compile(NUMBER + UNIT + "(?:未満|以下|以内|まで)");
  private static final Pattern ONE = Pattern.compile(NUMBER + UNIT);
  private static final Pattern ASIDE =
      Pattern.compile("[\\s\\u3000]|\\([^()]*\\)|^(?:浸水深|水深|浸水継続時間)");

  /** Metres; empty when the text is no class of depths. */
  static Optional<RangeText> metres(String text) {
    return read(text, METRES);
  }

  /** Hours; empty when the text is no class of times. */
  static Optional<RangeText> hours(String text) {
    return read(text, HOURS);
  }

  private static Optional<RangeText> read(String text, Map<String, Double> units) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = ASIDE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    Matcher both = BOTH.matcher(plain);
    if (both.matches()) {
      String unit = both.group(4);
      String first = both.group(2) == null ? unit : both.group(2);
      return range(value(both.group(1), first, units), value(both.group(3), unit, units));
    }
    Matcher above = ABOVE.matcher(plain);
    if (above.matches()) {
      Double from = value(above.group(1), above.group(2), units);
      return from == null ? Optional.empty() : Optional.of(new RangeText(from, null));
    }
    Matcher below = BELOW.matcher(plain);
    if (below.matches()) {
      return range(0.0, value(below.group(1), below.group(2), units));
    }
    Matcher one = ONE.matcher(plain);
    if (one.matches()) {
      Double value = value(one.group(1), one.group(2), units);
      return range(value, value);
    }
    return Optional.empty();
  }

  private static Optional<RangeText> range(@Nullable Double from, @Nullable Double to) {
    return from == null || to == null || to < from
        ? Optional.empty()
        : Optional.of(new RangeText(from, to));
  }

  private static @Nullable Double value(String number, String unit, Map<String, Double> units) {
    Double factor = units.get(unit);
    return factor == null ? null : Double.parseDouble(number) * factor;
  }
}
