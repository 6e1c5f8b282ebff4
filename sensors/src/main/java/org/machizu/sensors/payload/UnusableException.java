package org.machizu.sensors.payload;

/** Carries a refusal out of the depth of a message; never leaves the package. */
final class UnusableException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 60;

  private final Reason reason;

  UnusableException(Reason reason, String detail) {
    // Damaged messages may come by the thousand: nobody reads their stack.
    super(detail, null, false, false);
    this.reason = reason;
  }

  Decoded.Refused refused() {
    return new Decoded.Refused(reason, String.valueOf(getMessage()));
  }

  /** A value of a message for a detail: in one line, cut, in quotation marks. */
  static String quoted(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    if (line.length() <= LONGEST_QUOTE) {
      return "\"" + line + "\"";
    }
    int end =
        Character.isHighSurrogate(line.charAt(LONGEST_QUOTE - 1))
            ? LONGEST_QUOTE - 1
            : LONGEST_QUOTE;
    return "\"" + line.substring(0, end) + "…\"";
  }
}
