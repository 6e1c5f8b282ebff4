package org.machizu.printing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns ESC/POS back into what is on the paper. */
final class ReceiptPaper {
  private static final byte[] FORGET = {0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8};

  private final List<BufferedImage> receipts = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<byte[]> rows = new ArrayList<>();

  List<BufferedImage> receipts() {
    return List.copyOf(receipts);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  void forget() {
    rows.clear();
  }

  static boolean endsWithForget(List<Byte> queue) {
    int from = queue.size() - FORGET.length;
    return from >= 0 && Arrays.equals(bytes(queue.subList(from, queue.size())), FORGET);
  }

  /**
   * Prints whole commands.
   *
   * @param out where GS r is answered; null when nobody is there
   * @return how many bytes were used
   */
  int print(List<Byte> queue, @Nullable OutputStream out) {
    int at = 0;
    while (true) {
      int used = command(queue.subList(at, queue.size()), out);
      if (used == 0) {
        return at;
      }
      at += used;
    }
  }

  /** How long the first command is; 0 when it is not whole yet. */
  private int command(List<Byte> q, @Nullable OutputStream out) {
    if (q.size() < 2) {
      return 0;
    }
    int first = q.get(0);
    int second = q.get(1);
    if (first == 0x1b && second == '@') {
      rows.clear();
      return 2;
    } else if (first == 0x1b && second == 'J') {
      return q.size() < 3 ? 0 : 3; // white, which the image has below, too
    } else if (first == 0x10 && second == 4) {
      return q.size() < 3 ? 0 : 3; // was answered when it came
    } else if (first == 0x10 && second == 0x14) {
      return q.size() < FORGET.length ? 0 : FORGET.length;
    } else if (first == 0x1d && second == 'a') {
      return q.size() < 3 ? 0 : 3;
    } else if (first == 0x1d && second == 'r') {
      return q.size() < 3 ? 0 : answered(out);
    } else if (first == 0x1d && second == 'V') {
      return q.size() < 4 ? 0 : cut(q.get(2));
    } else if (first == 0x1d && second == 'v') {
      return raster(q);
    }
    faults.add("unknown: %02x %02x".formatted(first & 0xff, second & 0xff));
    return 1;
  }

  private static int answered(@Nullable OutputStream out) {
    try {
      if (out != null) {
        out.write(0);
        out.flush();
      }
      return 3;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int cut(int how) {
    if (how != 66) {
      faults.add("cut " + how);
    }
    if (!rows.isEmpty()) {
      receipts.add(image());
    }
    rows.clear();
    return 4;
  }

  private int raster(List<Byte> q) {
    if (q.size() < 8) {
      return 0;
    }
    int width = (q.get(4) & 0xff) + 256 * (q.get(5) & 0xff);
    int height = (q.get(6) & 0xff) + 256 * (q.get(7) & 0xff);
    if (q.get(2) != '0' || q.get(3) != 0) {
      faults.add("raster of mode " + q.get(3));
    }
    if (q.size() < 8 + width * height) {
      return 0;
    }
    byte[] dots = bytes(q.subList(8, 8 + width * height));
    for (int y = 0; y < height; y++) {
      rows.add(Arrays.copyOfRange(dots, y * width, (y + 1) * width));
    }
    return 8 + width * height;
  }

  private BufferedImage image() {
    int width = rows.getFirst().length * 8;
    BufferedImage image = new BufferedImage(width, rows.size(), BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < rows.size(); y++) {
      for (int x = 0; x < width; x++) {
        boolean isBlack = (rows.get(y)[x / 8] & (0x80 >> x % 8)) != 0;
        image.setRGB(x, y, isBlack ? 0xff000000 : 0xffffffff);
      }
    }
    return image;
  }

  private static byte[] bytes(List<Byte> list) {
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = list.get(i);
    }
    return bytes;
  }
}
