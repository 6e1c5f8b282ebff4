package org.machizu.store.sql;

import java.sql.SQLException;

/** A failure of the store itself (disk, damaged file, a defect): never the user's fault. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, SQLException cause) {
    super(message + ": " + cause.getMessage(), cause);
  }

  public StoreException(String message) {
    super(message);
  }
}
