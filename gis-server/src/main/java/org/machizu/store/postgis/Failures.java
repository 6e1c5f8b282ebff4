package org.machizu.store.postgis;

import java.sql.SQLException;

/** What the database's error states mean for us; see appendix A of PostgreSQL's manual. */
final class Failures {
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

  /**
   * The database is not there, is starting or stopping, or has no connections or space left; it may
   * be again in a moment.
   */
  static boolean isAway(SQLException e) {
    String state = state(e);
    return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
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
