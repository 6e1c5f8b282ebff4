package org.machizu.tiles.encode;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.machizu.tiles.pack.ByteWriter;

/** Bytes as a gzip file (RFC 1952) without name and time, so that equal bytes stay equal. */
final class Gzip {
  private static final int UNKNOWN_SYSTEM = 0xFF;

  private Gzip() {}

  /**
   * @param level 1 (fast) to 9 (small), as of {@link Deflater}
   */
  static byte[] compress(byte[] raw, int level) {
    ByteWriter out = new ByteWriter(raw.length / 2 + 64);
    byte[] head = {0x1F, (byte) 0x8B, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) UNKNOWN_SYSTEM};
    out.write(head, head.length);
    Deflater deflater = new Deflater(level, true);
    try {
      deflater.setInput(raw);
      deflater.finish();
      byte[] buffer = new byte[Math.clamp(raw.length, 512, 1 << 16)];
      while (!deflater.finished()) {
        out.write(buffer, deflater.deflate(buffer));
      }
    } finally {
      deflater.end();
    }
    CRC32 crc = new CRC32();
    crc.update(raw);
    out.writeFixed32((int) crc.getValue());
    out.writeFixed32(raw.length);
    return Arrays.copyOf(out.array(), out.size());
  }
}
