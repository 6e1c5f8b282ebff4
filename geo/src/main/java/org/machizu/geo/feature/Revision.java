package org.machizu.geo.feature;

/**
 * The number of a change. Revisions grow over all layers of a store, so a larger one is later; they
 * are not dense within a layer.
 *
 * @param number 0 for "before the first change"
 */
public record Revision(long number) implements Comparable<Revision> {
  public static final Revision NONE = new Revision(0);

  public Revision {
    if (number < 0) {
      throw new IllegalArgumentException("a revision is 0 or more, but got " + number);
    }
  }

  @Override
  public int compareTo(Revision other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Long.toString(number);
  }
}
