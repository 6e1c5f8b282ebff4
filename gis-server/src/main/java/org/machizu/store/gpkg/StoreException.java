package org.machizu.store.gpkg;

import java.sql.SQLException;

/** A failure of the store itself (disk, damaged file, a defect): never the user's fault. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, SQLException cause) {
    super(message + ": " + cause.getMessage(), cause);
  }

  StoreException(String message) {
    super(message);
  }
}
