package org.machizu.tiles.pack;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Attribute values, each kept once and already as the {@code Value} message of a vector tile
 * (Mapbox Vector Tile 2.1, section 4.4), with tag and length in front, so that a tile copies it.
 *
 * <p>Whole numbers are {@code uint_value}, or {@code sint_value} when negative (both the shortest);
 * a real number is {@code float_value} where that is exact, else {@code double_value}; days and
 * moments are ISO 8601 text.
 */
final class ValuePool {
  /** The position of "no value". */
  static final int NONE = -1;

  private static final int LAYER_VALUES = 4;

  private final ByteWriter bytes = new ByteWriter(1 << 16);
  private final ByteWriter message = new ByteWriter(64);
  private int[] ends = new int[1024];
  private int count;
  private int[] slots = new int[4096];

  int count() {
    return count;
  }

  ByteWriter bytes() {
    return bytes;
  }

  int end(int value) {
    return ends[value];
  }

  /**
   * The position of a value; {@link #NONE} for null and for NaN and infinities, which no style can
   * compare.
   */
  int add(@Nullable Object value) {
    if (value == null) {
      return NONE;
    }
    message.clear();
    switch (value) {
      case String text -> message.writeTextField(1, text);
      case Long number when number >= 0 -> message.writeVarintField(5, number);
      case Long number -> {
        message.writeTag(6, ByteWriter.VARINT);
        message.writeZigzag(number);
      }
      case Double number when !Double.isFinite(number) -> {
        return NONE;
      }
      case Double number -> writeReal(number);
      case Boolean flag -> message.writeVarintField(7, flag ? 1 : 0);
      case LocalDate date -> message.writeTextField(1, date.toString());
      case Instant moment -> message.writeTextField(1, moment.toString());
      default ->
          throw new IllegalArgumentException(
              "a value of class " + value.getClass().getName() + " is no attribute value");
    }
    return intern();
  }

  private void writeReal(double number) {
    float shorter = (float) number;
    if (Double.compare(shorter, number) == 0) {
      message.writeTag(2, ByteWriter.FIXED32);
      message.writeFixed32(Float.floatToRawIntBits(shorter));
    } else {
      message.writeTag(3, ByteWriter.FIXED64);
      message.writeFixed64(Double.doubleToRawLongBits(number));
    }
  }

  private int intern() {
    int start = bytes.size();
    bytes.writeBytesField(LAYER_VALUES, message);
    int slot = slotOf(start, bytes.size());
    if (slots[slot] != 0) {
      bytes.truncate(start);
      return slots[slot] - 1;
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count++] = bytes.size();
    slots[slot] = count;
    if (count * 2L > slots.length) {
      grow();
    }
    return count - 1;
  }

  /** The slot that holds these bytes, or the free one where they belong. */
  private int slotOf(int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(from, to) & mask;
    while (slots[slot] != 0) {
      int other = slots[slot] - 1;
      int otherFrom = other == 0 ? 0 : ends[other - 1];
      if (Arrays.equals(bytes.array(), from, to, bytes.array(), otherFrom, ends[other])) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int hash(int from, int to) {
    int hash = 1;
    byte[] array = bytes.array();
    for (int i = from; i < to; i++) {
      hash = 31 * hash + array[i];
    }
    hash *= 0x9E3779B1;
    return hash ^ hash >>> 15;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int value = 0; value < count; value++) {
      slots[slotOf(value == 0 ? 0 : ends[value - 1], ends[value])] = value + 1;
    }
  }
}
