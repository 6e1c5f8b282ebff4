package org.machizu.ingest.format;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Schema;

/** The values of one feature: number of the column, value, and so on to the end. */
final class FlatGeobufValues {
  private final List<FlatGeobufHeader.Column> columns;
  private final int[] attributeOf;
  private final Schema schema;
  private final int maxChars;

  /**
   * @param schema one attribute for each column that can be one, in the same order
   */
  FlatGeobufValues(List<FlatGeobufHeader.Column> columns, Schema schema, int maxChars) {
    this.columns = columns;
    this.schema = schema;
    this.maxChars = maxChars;
    this.attributeOf = new int[columns.size()];
    int attribute = 0;
    for (int i = 0; i < attributeOf.length; i++) {
      attributeOf[i] = columns.get(i).type() == null ? -1 : attribute++;
    }
  }

  /**
   * @param number of the feature, for messages
   * @throws IndexOutOfBoundsException or {@link IllegalArgumentException} when they are damaged
   */
  Attributes read(FlatTable feature, long number, Consumer<Problem> problems) throws RowRejected {
    @Nullable Object[] values = new @Nullable Object[schema.size()];
    int length = feature.length(FlatGeobuf.FeatureTable.PROPERTIES, 1);
    ByteBuffer bytes = feature.message();
    int at = length == 0 ? 0 : feature.entries(FlatGeobuf.FeatureTable.PROPERTIES);
    int end = at + length;
    while (at < end) {
      int column = Short.toUnsignedInt(bytes.getShort(at));
      if (column >= columns.size()) {
        throw new IllegalArgumentException("there is no column " + column);
      }
      int kind = columns.get(column).kind();
      int size = sizeOf(kind, bytes, at + 2);
      if (size < 0 || size > end - at - 2) {
        throw new IndexOutOfBoundsException("a value ends behind its feature");
      }
      int attribute = attributeOf[column];
      if (attribute >= 0) {
        values[attribute] =
            value(bytes, at + 2, size, kind, schema.attributes().get(attribute), number, problems);
      }
      at += 2 + size;
    }
    return Attributes.of(schema, values);
  }

  private static int sizeOf(int kind, ByteBuffer bytes, int at) {
    return switch (kind) {
      case FlatGeobuf.Kind.BYTE, FlatGeobuf.Kind.UBYTE, FlatGeobuf.Kind.BOOL -> 1;
      case FlatGeobuf.Kind.SHORT, FlatGeobuf.Kind.USHORT -> 2;
      case FlatGeobuf.Kind.INT, FlatGeobuf.Kind.UINT, FlatGeobuf.Kind.FLOAT -> 4;
      case FlatGeobuf.Kind.LONG, FlatGeobuf.Kind.ULONG, FlatGeobuf.Kind.DOUBLE -> 8;
      default -> Math.addExact(4, bytes.getInt(at));
    };
  }

  private @Nullable Object value(
      ByteBuffer bytes,
      int at,
      int size,
      int kind,
      Attribute attribute,
      long number,
      Consumer<Problem> problems)
      throws RowRejected {
    return switch (kind) {
      case FlatGeobuf.Kind.BYTE -> (long) bytes.get(at);
      case FlatGeobuf.Kind.UBYTE -> (long) Byte.toUnsignedInt(bytes.get(at));
      case FlatGeobuf.Kind.BOOL -> bytes.get(at) != 0;
      case FlatGeobuf.Kind.SHORT -> (long) bytes.getShort(at);
      case FlatGeobuf.Kind.USHORT -> (long) Short.toUnsignedInt(bytes.getShort(at));
      case FlatGeobuf.Kind.INT -> (long) bytes.getInt(at);
      case FlatGeobuf.Kind.UINT -> Integer.toUnsignedLong(bytes.getInt(at));
      case FlatGeobuf.Kind.LONG -> bytes.getLong(at);
      case FlatGeobuf.Kind.ULONG -> {
        long whole = bytes.getLong(at);
        if (whole < 0) {
          throw new IllegalArgumentException(
              Long.toUnsignedString(whole) + " is larger than a number may be");
        }
        yield whole;
      }
      case FlatGeobuf.Kind.FLOAT -> finite(bytes.getFloat(at));
      case FlatGeobuf.Kind.DOUBLE -> finite(bytes.getDouble(at));
      default -> text(FlatTable.text(bytes, at + 4, size - 4), attribute, number, problems);
    };
  }

  private static @Nullable Object finite(double value) {
    return Double.isFinite(value) ? (Object) value : null;
  }

  private @Nullable Object text(
      String text, Attribute attribute, long number, Consumer<Problem> problems)
      throws RowRejected {
    if (text.length() > maxChars) {
      throw new RowRejected(
          "cell-too-long",
          "the value has %,d characters; %,d are allowed; the row was left out"
              .formatted(text.length(), maxChars),
          "Shorten the value in the source.",
          attribute.name());
    }
    try {
      return GeoPackageValues.read(text, attribute.type());
    } catch (IllegalArgumentException unreadable) {
      problems.accept(
          new Problem(
              Problem.Severity.REPAIRED,
              number,
              null,
              attribute.name(),
              "value-unreadable",
              unreadable.getMessage() + "; the value was left empty",
              "Correct the value in the source."));
      return null;
    }
  }
}
