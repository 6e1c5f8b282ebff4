package org.machizu.audit;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.access.AuditLog;

/** An audit log on trial, and what somebody with all rights to its tables can do to it. */
public interface AuditFixture extends AutoCloseable {
  AuditLog log();

  AuditRecords records();

  AuditChains chains();

  /** The chain into which lines without a change of content go. */
  String chain();

  /** As after a restart of the server. */
  void reopen();

  /** Behind the program's back; tables have their bare names. */
  Connection connect() throws SQLException;

  /** Puts a line in as if it had always been there. */
  void copyLine(Connection connection, long from, long to) throws SQLException;

  /** Takes the counters back that tell how many lines and seals there were. */
  void turnBack(Connection connection, long lines, long batches) throws SQLException;

  /** Seals all lines anew, from the first. */
  void sealAnew(Connection connection) throws SQLException;

  @Override
  void close();
}
