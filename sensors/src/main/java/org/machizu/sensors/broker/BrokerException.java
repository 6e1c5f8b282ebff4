package org.machizu.sensors.broker;

import org.jspecify.annotations.Nullable;

/** The broker cannot run; the message says why and what to do. */
public final class BrokerException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokerException(String message, @Nullable Throwable cause) {
    super(cause == null ? message : message + ": " + cause.getMessage(), cause);
  }
}
