package org.machizu.permits.papers;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A closing of the day (締め): what the ledger held since the one before. It is never changed.
 *
 * @param number from 1, without gaps
 * @param takings what was taken in
 * @param countedYen what was counted in the cash box, if it was
 */
public record Closing(
    long number, Instant at, String author, Takings takings, OptionalLong countedYen, String note) {
  /** By how much the cash box differs; empty when it was not counted. */
  public OptionalLong differenceYen() {
    return countedYen.isPresent()
        ? OptionalLong.of(countedYen.getAsLong() - takings.totalYen())
        : OptionalLong.empty();
  }
}
