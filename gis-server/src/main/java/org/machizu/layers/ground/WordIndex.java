package org.machizu.layers.ground;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Finds features by the text of one attribute; eight bytes a feature. Immutable. */
final class WordIndex {
  /** Hash of the text before position, ascending. */
  private final long[] entries;

  WordIndex(PackedFeatures features, int attribute) {
    long[] all = new long[features.size()];
    int count = 0;
    for (int i = 0; i < features.size(); i++) {
      @Nullable Object value = features.value(i, attribute);
      if (value != null) {
        all[count++] = (long) value.toString().hashCode() << Integer.SIZE | i;
      }
    }
    entries = Arrays.copyOf(all, count);
    Arrays.sort(entries);
  }

  /** Tells the position of every feature that may have the text, ascending; others rarely. */
  void search(String text, IntConsumer found) {
    long first = (long) text.hashCode() << Integer.SIZE;
    int at = Arrays.binarySearch(entries, first);
    for (int i = at < 0 ? -at - 1 : at;
        i < entries.length && entries[i] >> Integer.SIZE == text.hashCode();
        i++) {
      found.accept((int) entries[i]);
    }
  }
}
