package org.machizu.gauges.sources;

/** Sources that cannot be used as they are set up; the message is for who set them up. */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1L;

  public SourceException(String message) {
    super(message);
  }

  public SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
