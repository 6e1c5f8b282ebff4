package org.machizu.sensors.payload;

/** A configuration of decoding that cannot be; its message names key, value and what is allowed. */
public final class BadDecodingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String key;

  BadDecodingException(String key, String message) {
    super(key.isEmpty() ? message : key + ": " + message);
    this.key = key;
  }

  /** As {@code values[0].unit}; empty when it is about the whole. */
  public String key() {
    return key;
  }
}
