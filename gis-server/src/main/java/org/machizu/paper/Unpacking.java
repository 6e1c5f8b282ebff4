package org.machizu.paper;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.machizu.paper.UnusableOriginalException.Reason;

/**
 * How large a PDF becomes when it is read. A few kilobytes of deflated zeros can be gigabytes, and
 * PDFBox unpacks into memory; so this is counted in the raw file before PDFBox sees it. Pictures
 * are not: they are copied as they are packed.
 */
final class Unpacking {
  private static final long MOST_OF_ONE = 64L << 20;
  private static final long MOST_OF_ALL = 192L << 20;

  /** LZW packs up to 2700 times, and is too old for anything longer. */
  private static final int MOST_LZW = 64 << 10;

  /** A stream's dictionary is looked for so far before it. */
  private static final int DICTIONARY = 2048;

  private Unpacking() {}

  /**
   * Counts.
   *
   * @throws UnusableOriginalException when it becomes too large
   */
  static void check(byte[] pdf) throws UnusableOriginalException {
    String text = new String(pdf, StandardCharsets.ISO_8859_1); // one character each byte
    long all = 0;
    for (int at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 6)) {
      if (at >= 3 && text.startsWith("end", at - 3)) {
        continue;
      }
      int from = Math.max(0, at - DICTIONARY);
      String before = text.substring(Math.max(from, text.lastIndexOf(" obj", at)), at);
      boolean isRead = !before.contains("/Image") || before.contains("/First");
      int begin = at + 6;
      while (begin < pdf.length && (pdf[begin] == '\r' || pdf[begin] == '\n')) {
        begin++;
      }
      if (isRead) {
        all += inflated(pdf, begin);
        boolean isChained = before.indexOf("/Fl") != before.lastIndexOf("/Fl");
        if (isChained || all > MOST_OF_ALL || isLongLzw(text, before, begin)) {
          throw tooLarge();
        }
      }
    }
  }

  private static boolean isLongLzw(String text, String dictionary, int begin) {
    int end = text.indexOf("endstream", begin);
    return dictionary.contains("/LZW") && (end < 0 ? text.length() : end) - begin > MOST_LZW;
  }

  /** How much comes out; of what is not deflated, nothing. */
  private static long inflated(byte[] pdf, int begin) throws UnusableOriginalException {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(pdf, begin, pdf.length - begin);
      byte[] some = new byte[64 << 10];
      try {
        while (!inflater.finished() && inflater.inflate(some) > 0) {
          if (inflater.getBytesWritten() > MOST_OF_ONE) {
            throw tooLarge();
          }
        }
      } catch (DataFormatException e) {
        // Not deflated, or damaged, which shows when it is read.
      }
      return inflater.getBytesWritten();
    }
  }

  private static UnusableOriginalException tooLarge() {
    return new UnusableOriginalException(
        Reason.UNPACKED, "the PDF becomes too large when it is unpacked");
  }
}
