package org.machizu.ingest.format;

/** One shape that cannot be read; the file goes on. */
final class ShapeException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String reason;

  ShapeException(String code, String reason) {
    super(reason, null, false, false); // becomes a Problem; a damaged file may have a million
    this.code = code;
    this.reason = reason;
  }

  String code() {
    return code;
  }

  String reason() {
    return reason;
  }
}
