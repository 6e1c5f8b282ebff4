package org.machizu.shelters;

/** Somebody speaks of a shelter without knowing what was said of it last. */
public final class StaleShelterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String shelter;

  /**
   * @param expected the version that they know
   * @param actual the one that stands
   */
  public StaleShelterException(String shelter, long expected, long actual) {
    super("shelter %s is at version %d, not %d".formatted(shelter, actual, expected));
    this.shelter = shelter;
  }

  /** Which shelter. */
  public String shelter() {
    return shelter;
  }
}
