package org.machizu.store.gpkg;

import java.nio.file.Path;

/** A file of the data folder that this program must not open. */
public final class UnusableFileException extends IllegalStateException {
  private static final long serialVersionUID = 1L;
  private final String reason;
  private final String advice;

  /**
   * @param reason names the file, what is found, what is allowed
   * @param advice what to do next
   */
  UnusableFileException(String reason, String advice) {
    super(reason + "; " + advice);
    this.reason = reason;
    this.advice = advice;
  }

  static UnusableFileException newer(Path file, int found, int known) {
    return new UnusableFileException(
        "%s has the form %d, but this program knows forms up to %d".formatted(file, found, known),
        "use the newer program that wrote it, or restore a backup from before into another folder");
  }

  public String reason() {
    return reason;
  }

  public String advice() {
    return advice;
  }
}
