package org.machizu.transfer;

/** Takes a town, section by section in the order that {@link Section} tells. A port. */
public interface TownSink {

  /**
   * The next section; the one before has ended.
   *
   * @throws IllegalArgumentException when the store cannot keep what it tells
   */
  RowSink begin(Section section);
}
