package org.machizu.hazard;

import java.nio.file.Path;
import java.util.List;

/** A file of hazard maps that cannot be used; the message is for who wrote it. */
public final class TownMapsException extends Exception {
  private static final long serialVersionUID = 1L;
  private final List<String> faults;

  TownMapsException(Path file, List<String> faults) {
    super("the file of hazard maps %s: %s".formatted(file, String.join("; ", faults)));
    this.faults = List.copyOf(faults);
  }

  /** Everything that is wrong, each with its place and what is allowed. */
  public List<String> faults() {
    return faults;
  }
}
