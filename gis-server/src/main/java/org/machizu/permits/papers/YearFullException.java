package org.machizu.permits.papers;

/** A fiscal year has no number left. */
public final class YearFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public YearFullException(int year) {
    super("the fiscal year " + year + " has no paper's number left");
  }
}
