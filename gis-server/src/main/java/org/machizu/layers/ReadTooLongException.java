package org.machizu.layers;

import java.time.Duration;

/** A read that took longer than its bound and was stopped; the question is to be narrowed. */
public final class ReadTooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReadTooLongException(Duration allowed) {
    super(
        "the answer took more than the allowed %d seconds; ask for a smaller box, fewer features or a simpler condition"
            .formatted(allowed.toSeconds()));
  }
}
