package org.machizu.ingest.raster;

/** A compressed block that does not hold what it should. */
final class BlockException extends Exception {
  private static final long serialVersionUID = 1L;

  BlockException(String message) {
    super(message);
  }
}
