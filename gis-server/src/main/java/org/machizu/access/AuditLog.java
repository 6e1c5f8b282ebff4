package org.machizu.access;

/**
 * Takes in what is done without a change of stored content: reads, exports, sign-ins. Changes write
 * their line themselves, in their own transaction. A port.
 */
public interface AuditLog {

  /** Keeps a line; returns after the commit, so that nothing is answered that is not logged. */
  void append(AuditEntry entry);
}
