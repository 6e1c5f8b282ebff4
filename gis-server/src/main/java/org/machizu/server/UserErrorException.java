package org.machizu.server;

/** A command that the user has to call differently: told without stack trace, exit code 2. */
final class UserErrorException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String advice;

  /**
   * @param reason names the thing, its value and what is allowed
   * @param advice what to do next
   */
  UserErrorException(String reason, String advice) {
    super(reason);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
