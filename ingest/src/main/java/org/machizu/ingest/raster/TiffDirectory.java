package org.machizu.ingest.raster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The tags of one picture in a TIFF file. */
final class TiffDirectory {

  /**
   * @param bytes in the file's byte order
   */
  record Value(int type, ByteBuffer bytes) {}

  private final Map<Integer, Value> values;

  TiffDirectory(Map<Integer, Value> values) {
    this.values = Map.copyOf(values);
  }

  /** Bytes of one value of a type; 0 for a type that is not known. */
  static int bytesOf(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12, 16, 17, 18 -> 8;
      default -> 0;
    };
  }

  boolean has(int tag) {
    return values.containsKey(tag);
  }

  /** The whole numbers of a tag; empty when it is absent or of another kind. */
  long[] numbers(int tag) {
    Value value = values.get(tag);
    if (value == null) {
      return new long[0];
    }
    ByteBuffer b = value.bytes;
    int unit = bytesOf(value.type);
    long[] numbers = new long[b.capacity() / unit];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (value.type) {
            case 1, 7 -> b.get(i) & 0xff;
            case 6 -> b.get(i);
            case 3 -> b.getShort(i * 2) & 0xffff;
            case 8 -> b.getShort(i * 2);
            case 4, 13 -> b.getInt(i * 4) & 0xffffffffL;
            case 9 -> b.getInt(i * 4);
            case 16, 17, 18 -> b.getLong(i * 8);
            default -> 0;
          };
    }
    return numbers;
  }

  /** The first whole number of a tag. */
  long number(int tag, long otherwise) {
    long[] numbers = numbers(tag);
    return numbers.length == 0 ? otherwise : numbers[0];
  }

  /** The doubles of a tag; empty when it is absent or of another kind. */
  double[] doubles(int tag) {
    Value value = values.get(tag);
    if (value == null || value.type != 12) {
      return new double[0];
    }
    double[] doubles = new double[value.bytes.capacity() / 8];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = value.bytes.getDouble(i * 8);
    }
    return doubles;
  }

  /** The text of a tag, without its end mark. */
  Optional<String> text(int tag) {
    Value value = values.get(tag);
    if (value == null || value.type != 2) {
      return Optional.empty();
    }
    String text = new String(bytes(tag), StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return Optional.of((end < 0 ? text : text.substring(0, end)).strip());
  }

  /** The bytes of a tag as they are. */
  byte[] bytes(int tag) {
    Value value = values.get(tag);
    if (value == null) {
      return new byte[0];
    }
    byte[] bytes = new byte[value.bytes.capacity()];
    value.bytes.get(0, bytes);
    return bytes;
  }
}
