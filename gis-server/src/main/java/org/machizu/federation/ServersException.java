package org.machizu.federation;

import java.util.List;

/** A file of servers that cannot be used; the message is for who wrote it. */
public final class ServersException extends Exception {
  private static final long serialVersionUID = 1L;

  ServersException(String file, List<String> faults) {
    super("the file of servers %s: %s".formatted(file, String.join("; ", faults)));
  }
}
