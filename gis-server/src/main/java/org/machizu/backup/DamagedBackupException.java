package org.machizu.backup;

/** A backup that is not what was written, or that this program cannot use. */
public final class DamagedBackupException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String advice;

  DamagedBackupException(String code, String reason, String advice) {
    super(reason);
    this.code = code;
    this.advice = advice;
  }

  /** Something in the file has changed since it was written. */
  public static DamagedBackupException damaged(String reason) {
    return new DamagedBackupException(
        "backup-damaged", reason, "use another backup; of this one nothing was restored");
  }

  /** stable, lower-case with hyphens */
  public String code() {
    return code;
  }

  public String advice() {
    return advice;
  }
}
