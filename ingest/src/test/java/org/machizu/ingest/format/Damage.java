package org.machizu.ingest.format;

import java.util.Arrays;
import java.util.Random;

/** Damages a file as bad copies, lines and editors do; the same random numbers, the same damage. */
public final class Damage {
  private Damage() {}

  /**
   * The file with one to four places changed, cut out, doubled or cut off.
   *
   * @param marks characters that mean something in the format
   */
  public static byte[] of(byte[] whole, String marks, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 1; i++) {
      int at = random.nextInt(bytes.length);
      int to = at + 1 + random.nextInt(Math.min(40, bytes.length - at));
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) marks.charAt(random.nextInt(marks.length()));
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 3 ->
            bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
        case 4 ->
            bytes = joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
        default -> bytes = joined(new byte[] {(byte) random.nextInt(256)}, bytes);
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
