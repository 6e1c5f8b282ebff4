package org.machizu.layers;

/** The store could not be had in time: another program holds its lock, or too many read at once. */
public final class StoreBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreBusyException(String message) {
    super(message);
  }
}
