package org.machizu.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps who is signed in, for all servers of a town; by hashes of the tokens. A port; changes write
 * their audit line in their own transaction.
 */
public interface SessionStore {
  /** The oldest of an account ends when it has more. */
  int MOST_OF_ONE_ACCOUNT = 50;

  /** Begins a session; those that are over are forgotten meanwhile. */
  void open(String tokenHash, Session session, AuditEntry entry);

  /** A session; the caller judges whether it is over. */
  Optional<Session> find(String tokenHash);

  /** Those of an account, the last used first. */
  List<Session> listOf(String account);

  /**
   * Notes that it was used. Returns at once; a crash may lose it, and then the session ends a
   * little early.
   */
  void touch(String tokenHash, Instant used);

  /** Ends one by its token; false when it had ended before, and then nothing is written. */
  boolean close(String tokenHash, AuditEntry entry);

  /** Ends one of an account by its id; false when there is none, and then nothing is written. */
  boolean closeById(String account, String id, AuditEntry entry);

  /**
   * Ends all of an account but one.
   *
   * @param exceptHash the token's hash of the one that stays; "" to end all
   * @return how many; nothing is written for none
   */
  int closeAllOf(String account, String exceptHash, AuditEntry entry);
}
