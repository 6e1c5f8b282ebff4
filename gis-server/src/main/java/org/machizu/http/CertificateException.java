package org.machizu.http;

/** The files of TLS cannot be used: told to whoever runs the server, without trace. */
public final class CertificateException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String advice;

  /**
   * @param reason names the file and what is wrong with it; never a password
   * @param advice what to do
   */
  CertificateException(String reason, String advice) {
    super(reason);
    this.advice = advice;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }

  public String advice() {
    return advice;
  }
}
