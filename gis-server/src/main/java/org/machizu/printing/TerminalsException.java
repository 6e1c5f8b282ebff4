package org.machizu.printing;

import java.util.List;

/** A file of terminals that cannot be used; the message is for who wrote it. */
public final class TerminalsException extends Exception {
  private static final long serialVersionUID = 1L;
  private final List<String> faults;

  TerminalsException(String file, List<String> faults) {
    super("the file of terminals %s: %s".formatted(file, String.join("; ", faults)));
    this.faults = List.copyOf(faults);
  }

  /** Everything that is wrong, each with its place and what is allowed. */
  public List<String> faults() {
    return faults;
  }
}
