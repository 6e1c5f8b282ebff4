package org.machizu.ingest.raster;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The lossless compressions of TIFF, backwards. Each result has exactly the size asked for. */
final class Unpacking {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int MAX_CODES = 4096;

  private Unpacking() {}

  static byte[] inflate(byte[] packed, int bytes) throws BlockException {
    byte[] result = new byte[bytes];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(packed);
      int at = 0;
      while (at < bytes) {
        int got = inflater.inflate(result, at, bytes - at);
        if (got == 0) {
          throw shortBlock(at, bytes);
        }
        at += got;
      }
      return result;
    } catch (DataFormatException e) {
      throw new BlockException("its Deflate data are broken: " + e.getMessage());
    }
  }

  static byte[] packBits(byte[] packed, int bytes) throws BlockException {
    byte[] result = new byte[bytes];
    int at = 0;
    int from = 0;
    while (at < bytes) {
      if (from >= packed.length) {
        throw shortBlock(at, bytes);
      }
      int mark = packed[from++];
      if (mark >= 0) {
        int count = Math.min(mark + 1, bytes - at);
        if (from + count > packed.length) {
          throw shortBlock(at, bytes);
        }
        System.arraycopy(packed, from, result, at, count);
        from += mark + 1;
        at += count;
      } else if (mark != -128) {
        if (from >= packed.length) {
          throw shortBlock(at, bytes);
        }
        int count = Math.min(1 - mark, bytes - at);
        java.util.Arrays.fill(result, at, at + count, packed[from++]);
        at += count;
      }
    }
    return result;
  }

  /** LZW as TIFF 6.0 section 13 has it: most significant bit first, codes widen one early. */
  static byte[] lzw(byte[] packed, int bytes) throws BlockException {
    byte[] result = new byte[bytes];
    // A string is a place and a length in the result: every code but the first 256 repeats what
    // was written before, and one byte more.
    int[] start = new int[MAX_CODES];
    int[] length = new int[MAX_CODES];
    int next = END + 1;
    int width = 9;
    int at = 0;
    int previousAt = -1;
    int previousLength = 0;
    long bits = 0;
    int held = 0;
    int from = 0;
    while (at < bytes) {
      while (held < width && from < packed.length) {
        bits = bits << 8 | packed[from++] & 0xff;
        held += 8;
      }
      if (held < width) {
        throw shortBlock(at, bytes);
      }
      held -= width;
      int code = (int) (bits >>> held) & (1 << width) - 1;
      bits &= (1L << held) - 1;
      if (code == END) {
        throw shortBlock(at, bytes);
      }
      if (code == CLEAR) {
        next = END + 1;
        width = 9;
        previousAt = -1;
        continue;
      }
      int writtenAt = at;
      int written;
      if (code < CLEAR) {
        result[at] = (byte) code;
        written = 1;
      } else if (code < next) {
        written = Math.min(length[code], bytes - at);
        copy(result, start[code], at, written);
      } else if (code == next && previousAt >= 0) {
        written = Math.min(previousLength + 1, bytes - at);
        copy(result, previousAt, at, written);
      } else {
        throw new BlockException("its LZW data name the code " + code + " too early");
      }
      at += written;
      if (previousAt >= 0 && next < MAX_CODES) {
        start[next] = previousAt;
        length[next] = previousLength + 1; // its last byte is the first that was written now
        next++;
        if (next + 1 >= 1 << width && width < 12) {
          width++;
        }
      }
      previousAt = writtenAt;
      previousLength = written;
    }
    return result;
  }

  /** Byte by byte: the string may reach into what it writes. */
  private static void copy(byte[] bytes, int from, int to, int count) {
    for (int i = 0; i < count; i++) {
      bytes[to + i] = bytes[from + i];
    }
  }

  private static BlockException shortBlock(int got, int wanted) {
    return new BlockException("it holds %,d bytes and should hold %,d".formatted(got, wanted));
  }
}
