package org.machizu.search;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;

/**
 * One feature as the index knows it.
 *
 * @param id the feature's id in its layer
 * @param box null when the feature has no place on the map
 * @param mentions the words by which it is found; each once
 */
public record IndexEntry(long id, @Nullable Envelope box, Set<Mention> mentions) {
  public IndexEntry {
    mentions = Set.copyOf(mentions);
  }

  /** What a word is for a feature. */
  public enum Kind {
    /** It is called so. */
    NAME,
    /** It stands at this address. */
    ADDRESS,
    /** It is this lot. */
    LOT
  }

  /**
   * @param word a key: a name, or the place of an address or lot; empty for a lot wherever it lies
   * @param number the number at that place; empty for names
   */
  public record Mention(Kind kind, String word, String number) {
    /** Longer keys say nothing more to a search. */
    public static final int MAX_LENGTH = 60;

    public Mention {
      word = word.length() > MAX_LENGTH ? word.substring(0, MAX_LENGTH) : word;
      number = number.length() > MAX_LENGTH ? number.substring(0, MAX_LENGTH) : number;
    }
  }
}
