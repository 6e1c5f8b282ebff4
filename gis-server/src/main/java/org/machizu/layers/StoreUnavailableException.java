package org.machizu.layers;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot keep anything at the moment, for a reason that lies outside the program: nothing
 * was changed, and the same will work when the reason is gone.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** No room on the disk. */
    FULL("store-full"),
    /** The disk or the file takes no writes. */
    READ_ONLY("store-read-only"),
    /** The town is being taken to another store, or was. */
    MOVED("store-moved"),
    /** The disk fails, or the database is gone. */
    UNAVAILABLE("store-unavailable");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The stable code of the problem. */
    public String code() {
      return code;
    }
  }

  private final Reason reason;

  public StoreUnavailableException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
