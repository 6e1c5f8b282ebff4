package org.machizu.ingest.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One table of a FlatBuffers message from a stranger. Every offset and length is checked against
 * the message: what points out of it is an {@link IndexOutOfBoundsException}, what cannot be meant
 * an {@link IllegalArgumentException}, and nothing larger than the message is ever allocated.
 *
 * <p>Source: FlatBuffers, "Internals" (little-endian; a table begins with the distance back to its
 * list of field offsets).
 *
 * @param message the whole message, little-endian
 * @param position where the table begins
 */
record FlatTable(ByteBuffer message, int position) {

  /** The table that a message without size prefix begins with. */
  static FlatTable root(ByteBuffer message) {
    return new FlatTable(message, message.getInt(0));
  }

  /** Where a field's value lies; 0 when the field is absent. */
  private int at(int slot) {
    int fields = position - message.getInt(position);
    int size = Short.toUnsignedInt(message.getShort(fields));
    int field = 4 + 2 * slot;
    if (field + 2 > size) {
      return 0;
    }
    int offset = Short.toUnsignedInt(message.getShort(fields + field));
    return offset == 0 ? 0 : position + offset;
  }

  boolean has(int slot) {
    return at(slot) != 0;
  }

  int unsignedByte(int slot) {
    int at = at(slot);
    return at == 0 ? 0 : Byte.toUnsignedInt(message.get(at));
  }

  int unsignedShort(int slot, int fallback) {
    int at = at(slot);
    return at == 0 ? fallback : Short.toUnsignedInt(message.getShort(at));
  }

  int integer(int slot) {
    int at = at(slot);
    return at == 0 ? 0 : message.getInt(at);
  }

  long whole(int slot) {
    int at = at(slot);
    return at == 0 ? 0 : message.getLong(at);
  }

  /** Entries of a vector; 0 when it is absent. */
  int length(int slot, int entryBytes) {
    int at = at(slot);
    if (at == 0) {
      return 0;
    }
    int vector = at + message.getInt(at);
    long length = Integer.toUnsignedLong(message.getInt(vector));
    if (length * entryBytes > message.limit() - (vector + 4L)) {
      throw new IndexOutOfBoundsException(
          "a list of " + length + " entries ends behind its message");
    }
    return (int) length;
  }

  /** Where the first entry of a vector lies that is not absent. */
  int entries(int slot) {
    int at = at(slot);
    return at + message.getInt(at) + 4;
  }

  @Nullable FlatTable table(int slot) {
    int at = at(slot);
    return at == 0 ? null : new FlatTable(message, at + message.getInt(at));
  }

  /** One entry of a vector of tables. */
  FlatTable table(int slot, int index) {
    int at = entries(slot) + 4 * index;
    return new FlatTable(message, at + message.getInt(at));
  }

  /** A text of so many bytes at most; many fields can share one. */
  @Nullable String text(int slot, int maxBytes) {
    if (!has(slot)) {
      return null;
    }
    int length = length(slot, 1);
    if (length > maxBytes) {
      throw new IllegalArgumentException(
          "a text has " + length + " bytes; " + maxBytes + " are allowed");
    }
    return text(message, entries(slot), length);
  }

  /** Bytes as UTF-8. */
  static String text(ByteBuffer bytes, int at, int length) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(at, length)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text is no UTF-8", e);
    }
  }
}
