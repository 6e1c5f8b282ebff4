package org.machizu.geo.filter;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic with the numbers of a condition. Whole numbers stay whole and exact as long as they
 * fit; else it goes on with doubles.
 */
public final class Reckoning {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private Reckoning() {}

  /** What is done with two numbers, with its sign in CQL2. */
  public enum Operator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    /** The exact quotient. */
    DIVIDED("/"),
    /** The quotient without what is behind the point, towards zero. */
    WHOLE_DIVIDED("div"),
    /** What {@link #WHOLE_DIVIDED} leaves over, with the sign of the dividend. */
    REMAINDER("%"),
    POWER("^");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** The result, Long or finite Double; null when there is none. */
  static @Nullable Number of(@Nullable Object left, Operator operator, @Nullable Object right) {
    if (!(left instanceof Number a) || !(right instanceof Number b)) {
      return null;
    }
    if (a instanceof Long x && b instanceof Long y) {
      return whole(x, operator, y);
    }
    return finite(real(a.doubleValue(), operator, b.doubleValue()));
  }

  private static @Nullable Number whole(long a, Operator operator, long b) {
    boolean divides =
        operator == Operator.DIVIDED
            || operator == Operator.WHOLE_DIVIDED
            || operator == Operator.REMAINDER;
    if (divides && b == 0) {
      return null;
    }
    BigInteger x = BigInteger.valueOf(a);
    BigInteger y = BigInteger.valueOf(b);
    return switch (operator) {
      case PLUS -> fitting(x.add(y));
      case MINUS -> fitting(x.subtract(y));
      case TIMES -> fitting(x.multiply(y));
      case DIVIDED -> {
        BigInteger[] parts = x.divideAndRemainder(y);
        yield parts[1].signum() == 0 ? fitting(parts[0]) : (Number) ((double) a / (double) b);
      }
      case WHOLE_DIVIDED -> fitting(x.divide(y));
      case REMAINDER -> fitting(x.remainder(y));
      case POWER -> power(x, b);
    };
  }

  private static @Nullable Number power(BigInteger base, long exponent) {
    // At most 128 bits; beyond, rounding comes with the first steps anyway.
    boolean small = exponent >= 0 && exponent <= 64 && (base.bitLength() - 1) * exponent <= 64;
    return small
        ? fitting(base.pow((int) exponent))
        : finite(Math.pow(base.doubleValue(), (double) exponent));
  }

  private static Number fitting(BigInteger number) {
    boolean fits = number.compareTo(LEAST) >= 0 && number.compareTo(GREATEST) <= 0;
    return fits ? (Number) number.longValueExact() : (Number) number.doubleValue();
  }

  private static double real(double a, Operator operator, double b) {
    return switch (operator) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDED -> a / b;
      case WHOLE_DIVIDED -> {
        double quotient = a / b;
        yield quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient);
      }
      case REMAINDER -> a % b;
      case POWER -> Math.pow(a, b);
    };
  }

  private static @Nullable Number finite(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
