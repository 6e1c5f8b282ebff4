package org.machizu.jobs;

/** Work that stopped because somebody asked it to. */
public final class CancelledException extends Exception {
  private static final long serialVersionUID = 1L;

  public CancelledException() {
    super("cancelled");
  }
}
