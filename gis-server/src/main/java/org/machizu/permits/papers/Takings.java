package org.machizu.permits.papers;

/**
 * What was taken in since the last closing.
 *
 * @param from the first entry of the ledger that is counted
 * @param to the last one; below {@code from} when there is none
 * @param paid fees taken
 * @param back fees given back
 * @param due what papers that are out still owe
 */
public record Takings(long from, long to, Sum paid, Sum back, Sum due) {
  /**
   * A sum.
   *
   * @param yen not below 0
   */
  public record Sum(long papers, long yen) {
    public static final Sum NONE = new Sum(0, 0);
  }

  /** What has to be in the cash box for it. */
  public long totalYen() {
    return paid.yen() - back.yen();
  }

  /** Whether nothing was taken or given back. */
  public boolean isEmpty() {
    return to < from;
  }
}
