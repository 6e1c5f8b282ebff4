package org.machizu.config;

/** A setting that cannot be used: the user's error. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String advice;

  /**
   * @param reason names the key, its value (never a secret one) and where it stands
   * @param advice what is allowed, and what to do
   */
  public SettingsException(String reason, String advice) {
    super(reason);
    this.advice = advice;
  }

  public String advice() {
    return advice;
  }
}
