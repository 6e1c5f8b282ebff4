package org.machizu.store.sql;

import java.util.HashSet;
import java.util.Set;

/** The pieces of a word by which it is found; characters are code points. */
public final class Grams {
  private Grams() {}

  /** Every two neighbouring characters. */
  public static Set<String> pairs(String word) {
    int[] characters = word.codePoints().toArray();
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 1 < characters.length; i++) {
      pairs.add(new String(characters, i, 2));
    }
    return pairs;
  }

  /** Every character alone. */
  public static Set<String> singles(String word) {
    Set<String> singles = new HashSet<>();
    word.codePoints().forEach(c -> singles.add(Character.toString(c)));
    return singles;
  }
}
