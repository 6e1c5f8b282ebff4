package org.machizu.ingest.format;

import java.util.Arrays;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * The numbers of one {@code posList}, or of the {@code pos} of one ring, taken in as their text
 * comes, so that no text of a long ring is ever held. Out come positions in two dimensions, east
 * before north.
 */
final class GmlPositions {
  private static final int LONGEST_NUMBER = 40;
  private static final String ADVICE = "Export the object again.";

  private final int maxNumbers;
  private final StringBuilder number = new StringBuilder(LONGEST_NUMBER);
  private double[] numbers = new double[64];
  private int count;

  /**
   * @param maxVertices positions that are taken at most
   */
  GmlPositions(int maxVertices) {
    this.maxNumbers = Math.multiplyExact(maxVertices, 3);
  }

  /** Takes a part of the text; a number may be cut at its end. */
  void take(char[] text, int from, int length) throws RowRejected {
    for (int i = from; i < from + length; i++) {
      char c = text[i];
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        endNumber();
      } else if (number.length() < LONGEST_NUMBER) {
        number.append(c);
      } else {
        throw notANumber();
      }
    }
  }

  /** Ends the number at the end of an element's text. */
  void endNumber() throws RowRejected {
    if (number.isEmpty()) {
      return;
    }
    if (count == maxNumbers) {
      throw new RowRejected(
          "too-many-vertices",
          "the object has more than %,d positions".formatted(maxNumbers / 3),
          "Split the object.",
          null);
    }
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.min(maxNumbers, 2 * count));
    }
    try {
      numbers[count] = Double.parseDouble(number.toString());
    } catch (NumberFormatException e) {
      throw notANumber();
    }
    if (!Double.isFinite(numbers[count])) {
      throw notANumber();
    }
    count++;
    number.setLength(0);
  }

  private RowRejected notANumber() {
    return new RowRejected(
        "position-not-a-number",
        InputFile.quoted(number.toString()) + " stands where a coordinate should",
        ADVICE,
        null);
  }

  /** Positions so far. */
  int size(int ordinates) {
    return count / ordinates;
  }

  /** The positions as a sequence of two dimensions. */
  PackedCoordinateSequence.Double sequence(GmlReference reference) throws RowRejected {
    int ordinates = reference.ordinates();
    if (count % ordinates != 0) {
      throw new RowRejected(
          "positions-incomplete",
          "a ring has %d numbers, which make no positions of %d ordinates"
              .formatted(count, ordinates),
          ADVICE,
          null);
    }
    int east = reference.northFirst() ? 1 : 0;
    double[] plane = new double[count / ordinates * 2];
    for (int from = 0, to = 0; from < count; from += ordinates, to += 2) {
      plane[to] = numbers[from + east];
      plane[to + 1] = numbers[from + 1 - east];
    }
    return new PackedCoordinateSequence.Double(plane, 2, 0);
  }
}
