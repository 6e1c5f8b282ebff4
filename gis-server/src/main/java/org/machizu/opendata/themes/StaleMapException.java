package org.machizu.opendata.themes;

/** A map has changed since it was read. */
public final class StaleMapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String map;

  /**
   * @param map its id
   */
  public StaleMapException(String map) {
    super("map '" + map + "' is not at the version that was expected");
    this.map = map;
  }

  public String map() {
    return map;
  }
}
