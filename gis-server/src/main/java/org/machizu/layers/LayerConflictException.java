package org.machizu.layers;

/** A change that the present state forbids: a layer that exists, an undo that others built upon. */
public final class LayerConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  /**
   * @param code stable, lower-case with hyphens
   */
  public LayerConflictException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
