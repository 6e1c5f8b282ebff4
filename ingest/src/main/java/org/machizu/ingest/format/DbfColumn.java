package org.machizu.ingest.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;

/**
 * One attribute on its way into a DBF file. Widths are found out while the rows come in; a field is
 * only as wide as its widest value.
 */
final class DbfColumn {
  /** Bytes that a text field has room for. */
  static final int MAX_TEXT = 254;

  /** The width that programs expect of real numbers, and that every double fits in. */
  private static final int MAX_NUMBER = 24;

  private static final int MAX_DECIMALS = 15;
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  final Attribute attribute;
  private final Charset charset;
  private final CharsetEncoder encoder;
  private int width = 1;
  private int wholeDigits = 1;
  private int decimals = 1;
  private long cut;
  private long replaced;

  DbfColumn(Attribute attribute, Charset charset) {
    this.attribute = attribute;
    this.charset = charset;
    this.encoder = charset.newEncoder();
  }

  /** Texts that were cut at the format's width. */
  long cut() {
    return cut;
  }

  /** Texts with characters that the encoding lacks, written as "?". */
  long replaced() {
    return replaced;
  }

  /** The bytes of a value, before real numbers are brought to their field's decimals. */
  byte[] encode(Object value) {
    byte[] bytes =
        switch (value) {
          case String text -> text(text);
          case Boolean truth -> ascii(truth ? "T" : "F");
          case LocalDate day -> day(day);
          case Instant moment ->
              ascii(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atZone(ZONE)));
          case Double number -> real(number);
          default -> ascii(value.toString());
        };
    width = Math.max(width, bytes.length);
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] text(String text) {
    if (!encoder.canEncode(text)) {
      replaced++;
    }
    byte[] bytes = text.getBytes(charset);
    if (bytes.length <= MAX_TEXT) {
      return bytes;
    }
    cut++;
    int end = 0;
    int size = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      int more = text.substring(end, next).getBytes(charset).length;
      if (size + more > MAX_TEXT) {
        break;
      }
      size += more;
      end = next;
    }
    return text.substring(0, end).getBytes(charset);
  }

  private byte[] day(LocalDate day) {
    if (day.getYear() < 0 || day.getYear() > 9999) {
      cut++;
      return new byte[0];
    }
    return ascii(DateTimeFormatter.BASIC_ISO_DATE.format(day));
  }

  private byte[] real(Double number) {
    String shortest = number.toString();
    if (Double.isFinite(number)) {
      BigDecimal decimal = new BigDecimal(shortest).stripTrailingZeros();
      if (decimal.scale() <= MAX_DECIMALS && decimal.precision() - decimal.scale() < 18) {
        decimals = Math.max(decimals, decimal.scale());
        wholeDigits = Math.max(wholeDigits, decimal.precision() - decimal.scale() + 1);
      }
      return ascii(shortest);
    }
    cut++;
    return new byte[0];
  }

  char type() {
    return switch (attribute.type()) {
      case TEXT, DATETIME -> 'C';
      case INTEGER, REAL -> 'N';
      case BOOLEAN -> 'L';
      case DATE -> 'D';
    };
  }

  int width() {
    return switch (attribute.type()) {
      case DATE -> 8;
      case REAL -> Math.max(width, Math.min(MAX_NUMBER, wholeDigits + 1 + decimals()));
      default -> width;
    };
  }

  int decimals() {
    return attribute.type() == AttributeType.REAL
        ? Math.min(decimals, Math.max(1, MAX_NUMBER - 1 - wholeDigits))
        : 0;
  }

  boolean isNumber() {
    return type() == 'N';
  }

  /**
   * A real number with the field's decimals, or as short as it can be where those would change it.
   */
  byte[] inFieldForm(byte[] encoded) {
    if (attribute.type() != AttributeType.REAL || encoded.length == 0) {
      return encoded;
    }
    BigDecimal exact = new BigDecimal(new String(encoded, StandardCharsets.US_ASCII));
    if (exact.scale() > decimals() && exact.stripTrailingZeros().scale() > decimals()) {
      return encoded;
    }
    String fixed = exact.setScale(decimals(), RoundingMode.UNNECESSARY).toPlainString();
    return fixed.length() <= width() ? ascii(fixed) : encoded;
  }
}
