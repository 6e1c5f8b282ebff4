package org.machizu.federation;

/** Another server cannot be asked, or answers with what is of no use. */
final class RemoteException extends Exception {
  private static final long serialVersionUID = 1L;

  RemoteException(String message) {
    super(message);
  }

  RemoteException(String message, Throwable cause) {
    super(message, cause);
  }
}
