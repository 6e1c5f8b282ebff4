package org.machizu.maps.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Set;

/**
 * {@code number-format}: numbers as people write them, with commas, as ECMA-402 has it for Japanese
 * and English alike.
 */
final class NumberText {
  private static final int USUAL_DIGITS = 3;
  private static final int MOST_DIGITS = 20;
  private static final Set<String> KNOWN =
      Set.of("locale", "min-fraction-digits", "max-fraction-digits");

  private NumberText() {}

  static Term parse(JsonNode expression, ExpressionParser parser)
      throws UnknownExpressionException {
    JsonNode options = expression.path(2);
    for (var option : options.properties()) {
      if (!KNOWN.contains(option.getKey())) {
        throw new UnknownExpressionException("number-format with " + option.getKey());
      }
    }
    Term number = parser.part(expression.path(1), Kind.NUMBER);
    int least = digits(options.path("min-fraction-digits"));
    int most = digits(options.path("max-fraction-digits"));
    int min = least < 0 ? 0 : least;
    // MapLibre takes a plain 0 for nothing, and so leaves up to three digits.
    int max = most < 0 ? Math.max(USUAL_DIGITS, min) : most;
    if (max < min) {
      throw new UnknownExpressionException("number-format with at most fewer digits than at least");
    }
    return new Term(Kind.TEXT, scope -> format(number.numberIn(scope), min, max));
  }

  private static int digits(JsonNode option) throws UnknownExpressionException {
    if (option.isMissingNode() || (option.isNumber() && option.intValue() == 0)) {
      return -1;
    }
    if (!option.isInt() || option.intValue() < 0 || option.intValue() > MOST_DIGITS) {
      throw new UnknownExpressionException("number-format with a computed number of digits");
    }
    return option.intValue();
  }

  private static String format(double value, int min, int max) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
    }
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(min);
    format.setMaximumFractionDigits(max);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(new BigDecimal(value));
  }
}
