package org.machizu.tiles.pack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing byte array with the wire format of Protocol Buffers: varint, zigzag, fields. Source: <a
 * href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, Encoding</a>.
 */
public final class ByteWriter {
  /** Wire type of a varint. */
  public static final int VARINT = 0;

  /** Wire type of eight bytes. */
  public static final int FIXED64 = 1;

  /** Wire type of bytes with their length in front. */
  public static final int BYTES = 2;

  /** Wire type of four bytes. */
  public static final int FIXED32 = 5;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

  private byte[] bytes;
  private int size;

  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  public int size() {
    return size;
  }

  /** The array behind, valid up to {@link #size()} until the next write. */
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Forgets what was written and keeps the room. */
  public void clear() {
    size = 0;
  }

  /** Takes back what was written after {@code size} bytes. */
  void truncate(int size) {
    this.size = size;
  }

  /**
   * @throws IllegalStateException when more than 2 GB would be needed
   */
  private void room(int more) {
    if (more > bytes.length - size) {
      if (more > LARGEST_ARRAY - size) {
        throw new IllegalStateException("more than 2 GB in one piece cannot be held");
      }
      long doubled = Math.min(2L * bytes.length, LARGEST_ARRAY);
      bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, size + more));
    }
  }

  public void writeByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /** An unsigned number, seven bits a byte, the lowest first. */
  public void writeVarint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A signed number; small ones, of either sign, are short. */
  public void writeZigzag(long value) {
    writeVarint((value << 1) ^ (value >> 63));
  }

  /** Number and wire type of the field that follows. */
  public void writeTag(int field, int wireType) {
    writeVarint((long) field << 3 | wireType);
  }

  public void writeVarintField(int field, long value) {
    writeTag(field, VARINT);
    writeVarint(value);
  }

  public void writeBytesField(int field, byte[] value, int length) {
    writeTag(field, BYTES);
    writeVarint(length);
    write(value, length);
  }

  public void writeBytesField(int field, ByteWriter value) {
    writeBytesField(field, value.bytes, value.size);
  }

  public void writeTextField(int field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeBytesField(field, utf8, utf8.length);
  }

  public void writeFixed32(int value) {
    room(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  public void writeFixed64(long value) {
    room(8);
    for (int shift = 0; shift < 64; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  public void write(byte[] from, int length) {
    room(length);
    System.arraycopy(from, 0, bytes, size, length);
    size += length;
  }

  public void write(ByteWriter other) {
    write(other.bytes, other.size);
  }

  /** Appends a stretch of a segment. */
  void write(MemorySegment from, long offset, int length) {
    room(length);
    MemorySegment.copy(from, ValueLayout.JAVA_BYTE, offset, bytes, size, length);
    size += length;
  }
}
