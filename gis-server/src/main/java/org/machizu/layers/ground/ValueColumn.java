package org.machizu.layers.ground;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.AttributeType;

/**
 * The values of one attribute of many features as bytes. Most attributes have few values: those
 * that came first are kept once and named by number, later ones are written out. As LEB128: 0 is no
 * value, 1 a value that is written out after it, more the kept one of that number less 2.
 */
final class ValueColumn {
  private static final int MOST_KEPT = 4_096;
  private static final int WRITTEN_OUT = 1;
  private static final int FIRST_KEPT = 2;

  /** A text of a few letters with its entry in the map; each letter takes up to two bytes more. */
  private static final int BYTES_OF_KEPT = 150;

  private final AttributeType type;
  private final List<Object> kept = new ArrayList<>();
  private final Map<Object, Integer> numbers = new HashMap<>();
  private long bytes;

  ValueColumn(AttributeType type) {
    this.type = type;
  }

  void write(@Nullable Object value, DataOutputStream to) throws IOException {
    if (value == null) {
      to.write(0);
      return;
    }
    Integer known = numbers.get(value);
    if (known == null && kept.size() < MOST_KEPT) {
      known = kept.size();
      kept.add(value);
      numbers.put(value, known);
      bytes += BYTES_OF_KEPT + (value instanceof String text ? 2L * text.length() : 0);
    }
    if (known == null) {
      to.write(WRITTEN_OUT);
      writeOut(value, to);
    } else {
      writeNumber(known + FIRST_KEPT, to);
    }
  }

  private void writeOut(Object value, DataOutputStream to) throws IOException {
    switch (type) {
      case TEXT -> {
        byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
        writeNumber(text.length, to);
        to.write(text);
      }
      case INTEGER -> to.writeLong((Long) value);
      case REAL -> to.writeDouble((Double) value);
      case BOOLEAN -> to.writeBoolean((Boolean) value);
      case DATE -> to.writeLong(((LocalDate) value).toEpochDay());
      case DATETIME -> {
        to.writeLong(((Instant) value).getEpochSecond());
        to.writeInt(((Instant) value).getNano());
      }
    }
  }

  @Nullable Object read(ByteBuffer from) {
    int number = readNumber(from);
    return switch (number) {
      case 0 -> null;
      case WRITTEN_OUT -> readOut(from);
      default -> kept.get(number - FIRST_KEPT);
    };
  }

  private Object readOut(ByteBuffer from) {
    return switch (type) {
      case TEXT -> {
        int length = readNumber(from);
        String text = new String(from.array(), from.position(), length, StandardCharsets.UTF_8);
        from.position(from.position() + length);
        yield text;
      }
      case INTEGER -> from.getLong();
      case REAL -> from.getDouble();
      case BOOLEAN -> from.get() != 0;
      case DATE -> LocalDate.ofEpochDay(from.getLong());
      case DATETIME -> Instant.ofEpochSecond(from.getLong(), from.getInt());
    };
  }

  /** About what the kept values take in memory. */
  long bytes() {
    return bytes;
  }

  /** Nothing more will be written. */
  void close() {
    numbers.clear();
  }

  static void writeNumber(int number, DataOutputStream to) throws IOException {
    int rest = number;
    while (rest > 0x7f) {
      to.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    to.write(rest);
  }

  static int readNumber(ByteBuffer from) {
    int number = 0;
    int shift = 0;
    int part;
    do {
      part = from.get();
      number |= (part & 0x7f) << shift;
      shift += 7;
    } while (part < 0);
    return number;
  }
}
