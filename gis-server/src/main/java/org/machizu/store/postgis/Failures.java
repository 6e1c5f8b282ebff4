package org.machizu.store.postgis;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.machizu.layers.StoreUnavailableException.Reason;

/** What the database's error states mean for us; see appendix A of PostgreSQL's manual. */
final class Failures {
  private static final String DISK_FULL = "53100";

  /** Our own: the town is being taken to another store, or was. */
  private static final String ELSEWHERE = "MZ001";

  private Failures() {}

  /** The statement took longer than it was allowed. */
  static boolean isCancelled(SQLException e) {
    return "57014".equals(e.getSQLState());
  }

  /** Another transaction holds what this one needs. */
  static boolean isWaiting(SQLException e) {
    String state = state(e);
    return state.equals("55P03") || state.equals("40P01") || state.equals("40001");
  }

  /** The database takes no more connections, or has no memory left for this. */
  static boolean isCrowded(SQLException e) {
    String state = state(e);
    return state.startsWith("53") && !state.equals(DISK_FULL);
  }

  /**
   * Why the database can keep nothing for now: no room, a read-only copy, or it is not there, is
   * starting or stopping, or its disk fails. Null when that is not what happened.
   */
  static @Nullable Reason unavailable(SQLException e) {
    String state = state(e);
    if (state.equals(DISK_FULL)) {
      return Reason.FULL;
    }
    if (state.equals("25006")) {
      return Reason.READ_ONLY;
    }
    if (state.equals(ELSEWHERE)) {
      return Reason.MOVED;
    }
    boolean away = state.startsWith("08") || state.startsWith("57P") || state.startsWith("58");
    return away ? Reason.UNAVAILABLE : null;
  }

  /** A table that was there when the catalogue was read has been dropped since. */
  static boolean isMissingTable(SQLException e) {
    return state(e).equals("42P01");
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
