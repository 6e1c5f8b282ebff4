package org.machizu.paper;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a photo is to be turned for looking at it: cameras and telephones write the dots as they lie
 * on the sensor, and beside them how they were held (Exif 2.32, tag 0x0112).
 */
final class JpegTurn {
  private static final int APP1 = 0xFFE1;
  private static final int START_OF_SCAN = 0xFFDA;
  private static final int ORIENTATION = 0x0112;
  private static final int EXIF = 0x45786966;

  private JpegTurn() {}

  /** Degrees clockwise; 0 where nothing is said, or where it is mirrored. */
  static int of(byte[] jpeg) {
    try {
      ByteBuffer file = ByteBuffer.wrap(jpeg);
      file.position(2);
      while (true) {
        int marker = file.getShort() & 0xFFFF;
        int length = file.getShort() & 0xFFFF;
        if (marker == START_OF_SCAN || marker < 0xFF00 || length < 2) {
          return 0;
        }
        ByteBuffer segment = file.slice(file.position(), length - 2);
        if (marker == APP1 && segment.remaining() > 14 && segment.getInt(0) == EXIF) {
          return turn(segment.slice(6, segment.remaining() - 6));
        }
        file.position(file.position() + length - 2);
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return 0; // no such note, or a damaged one
    }
  }

  private static int turn(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
        return switch (tiff.getShort(entry + 8)) {
          case 3 -> 180;
          case 6 -> 90;
          case 8 -> 270;
          default -> 0;
        };
      }
    }
    return 0;
  }
}
