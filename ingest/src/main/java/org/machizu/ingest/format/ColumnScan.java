package org.machizu.ingest.format;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.AttributeType;

/**
 * Finds the type of one column by looking at all its values: the narrowest type that keeps every
 * one of them true.
 *
 * <p>Numbers with leading zeros ("01585"), with a plus sign, with full-width digits or with more
 * digits than a number can hold are text: they are codes. Whole numbers beside fractions become
 * REAL; a number beside text becomes TEXT. Only a column that is ISO throughout becomes DATE
 * ("2026-04-01") or DATETIME (RFC 3339 with zone). Empty values fit every type.
 */
final class ColumnScan {
  private static final int INTEGER = 1;
  private static final int LARGE = 2;
  private static final int REAL = 4;
  private static final int BOOLEAN = 8;
  private static final int DATE = 16;
  private static final int DATETIME = 32;
  private static final int TEXT = 64;

  /** Whole numbers up to here are exact as REAL too. */
  private static final long EXACT_IN_REAL = 1L << 53;

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

  /** A fraction needs its point: "2E3" is as likely the name of a building. */
  private static final Pattern FRACTION =
      Pattern.compile("-?(0|[1-9][0-9]{0,15})\\.[0-9]{1,40}([eE][+-]?[0-9]{1,3})?");

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern MOMENT =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

  private int seen;

  void seeBoolean() {
    seen |= BOOLEAN;
  }

  void seeWhole(long value) {
    seen |= Math.abs(value) > EXACT_IN_REAL || value == Long.MIN_VALUE ? INTEGER | LARGE : INTEGER;
  }

  void seeReal() {
    seen |= REAL;
  }

  /** A value that no narrower type can hold. */
  void seeOther() {
    seen |= TEXT;
  }

  /** A text of a format that writes numbers as numbers: it is a text, a day or a moment. */
  void seeText(String text) {
    if (isSettled() || text.isEmpty()) {
      return;
    }
    if (parseDay(text) != null) {
      seen |= DATE;
    } else if (parseMoment(text) != null) {
      seen |= DATETIME;
    } else {
      seen |= TEXT;
    }
  }

  /** A cell of a format that writes everything as text: it may mean a number or truth value. */
  void seeCell(String text) {
    if (isSettled() || text.isEmpty()) {
      return;
    }
    if (WHOLE.matcher(text).matches()) {
      seeWhole(Long.parseLong(text));
    } else if (isFraction(text)) {
      seen |= REAL;
    } else if (isTruthValue(text)) {
      seen |= BOOLEAN;
    } else {
      seeText(text);
    }
  }

  private static boolean isFraction(String text) {
    return FRACTION.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
  }

  private static boolean isTruthValue(String text) {
    return text.equals("true")
        || text.equals("false")
        || text.equals("TRUE")
        || text.equals("FALSE");
  }

  /** Whether nothing can change the answer TEXT any more. */
  boolean isSettled() {
    return (seen & TEXT) != 0;
  }

  AttributeType type() {
    return switch (seen) {
      case INTEGER, INTEGER | LARGE -> AttributeType.INTEGER;
      case REAL, REAL | INTEGER -> AttributeType.REAL;
      case BOOLEAN -> AttributeType.BOOLEAN;
      case DATE -> AttributeType.DATE;
      case DATETIME -> AttributeType.DATETIME;
      default -> AttributeType.TEXT;
    };
  }

  /**
   * A text as a value of the type found; null for an empty text.
   *
   * @throws FormatException when the text does not fit, which happens only when the file was
   *     changed between the two readings
   */
  static @Nullable Object convert(String text, AttributeType type) throws FormatException {
    if (text.isEmpty()) {
      return null;
    }
    Object value =
        switch (type) {
          case TEXT -> text;
          case INTEGER -> WHOLE.matcher(text).matches() ? (Object) Long.parseLong(text) : null;
          case REAL ->
              WHOLE.matcher(text).matches() || isFraction(text)
                  ? (Object) Double.parseDouble(text)
                  : null;
          case BOOLEAN -> isTruthValue(text) ? (Object) text.equalsIgnoreCase("true") : null;
          case DATE -> parseDay(text);
          case DATETIME -> {
            OffsetDateTime moment = parseMoment(text);
            yield moment == null ? null : moment.toInstant();
          }
        };
    if (value == null) {
      throw fileChanged(text, type);
    }
    return value;
  }

  static FormatException fileChanged(String text, AttributeType type) {
    return new FormatException(
        "file-changed",
        "the value %s does not fit the type %s found for its column a moment ago"
            .formatted(InputFile.quoted(text), type),
        "Another program was writing the file; import it again when that is done.");
  }

  private static @Nullable LocalDate parseDay(String text) {
    if (!DAY.matcher(text).matches()) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException noSuchDay) {
      return null; // 2026-02-30 is a text
    }
  }

  private static @Nullable OffsetDateTime parseMoment(String text) {
    if (!MOMENT.matcher(text).matches()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeParseException noSuchMoment) {
      return null; // 25 o'clock is a text
    }
  }
}
