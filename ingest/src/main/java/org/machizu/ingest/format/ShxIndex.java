package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The .shx of a Shapefile: where each record stands. Editors that change a shape in place put the
 * longer one at the end of the .shp and let only the .shx know; then its order is the true one.
 */
final class ShxIndex {
  private static final int ENTRY = 8;

  private final int[] words;
  private final int size;
  private final boolean inFileOrder;

  private ShxIndex(int[] words, int size, boolean inFileOrder) {
    this.words = words;
    this.size = size;
    this.inFileOrder = inFileOrder;
  }

  /**
   * Reads an index; empty, with a note, when it does not fit the .shp.
   *
   * @param shpSize bytes in the .shp
   */
  static Optional<ShxIndex> read(Path shx, long shpSize, Consumer<Problem> problems)
      throws IOException {
    try (FileWindow file = new FileWindow(shx)) {
      long entries = (file.size() - ShpFile.HEADER) / ENTRY;
      // A record has at least 12 bytes, so that the .shp's real size bounds the index.
      if (file.size() < ShpFile.HEADER || entries > shpSize / 12) {
        return ignored(shx, problems, "it has " + file.size() + " bytes");
      }
      int[] words = new int[0];
      boolean inFileOrder = true;
      long expected = ShpFile.HEADER;
      for (int i = 0; i < entries; i++) {
        int at = file.at(ShpFile.HEADER + (long) ENTRY * i, ENTRY);
        int word = Bytes.bigEndianInt(file.bytes(), at);
        long offset = 2 * (word & 0xFFFFFFFFL);
        long content = 2L * Bytes.bigEndianInt(file.bytes(), at + 4);
        if (offset < ShpFile.HEADER || content < 4 || offset + 8 + content > shpSize) {
          return ignored(shx, problems, "entry %d points to byte %d".formatted(i + 1, offset));
        }
        if (inFileOrder && offset != expected) {
          inFileOrder = false;
          words = new int[(int) entries];
          fillInOrder(file, words, i);
        }
        if (!inFileOrder) {
          words[i] = word;
        }
        expected = offset + 8 + content;
      }
      return Optional.of(new ShxIndex(words, (int) entries, inFileOrder));
    }
  }

  /** The entries up to the first one out of order, which were not kept. */
  private static void fillInOrder(FileWindow file, int[] words, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int at = file.at(ShpFile.HEADER + (long) ENTRY * i, ENTRY);
      words[i] = Bytes.bigEndianInt(file.bytes(), at);
    }
  }

  private static Optional<ShxIndex> ignored(Path shx, Consumer<Problem> problems, String why) {
    problems.accept(
        new Problem(
            Problem.Severity.NOTE,
            0,
            null,
            null,
            "shx-damaged",
            shx.getFileName() + " does not fit the .shp (" + why + "); it was not used",
            "Nothing needs to be done: the .shp was read in its own order."));
    return Optional.empty();
  }

  int size() {
    return size;
  }

  /** Whether the records stand in the .shp one after the other, without gaps. */
  boolean isInFileOrder() {
    return inFileOrder;
  }

  /** The byte at which a record stands; only for an index that is not in file order. */
  long offset(int record) {
    return 2 * (words[record] & 0xFFFFFFFFL);
  }
}
