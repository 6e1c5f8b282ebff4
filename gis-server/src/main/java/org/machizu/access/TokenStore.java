package org.machizu.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens by the hashes of their secrets. A port; changes write their audit line in their own
 * transaction.
 */
public interface TokenStore {
  int MOST = 20_000;

  /**
   * @throws AccountProblem when there are {@link #MOST} already
   */
  void add(String hash, Token token, AuditEntry entry);

  /** A token that has not been revoked; the caller judges whether it has expired. */
  Optional<Token> find(String hash);

  /**
   * Tokens that have not been revoked, by their id.
   *
   * @param account those of one account's programs; null for all of every kind
   * @param after the last id of the page before; "" for the first
   */
  List<Token> list(@Nullable String account, String after, int limit);

  /**
   * Ends a token.
   *
   * @param account only when it is of this account's programs; null for any
   * @throws AccountProblem when there is none
   */
  void revoke(@Nullable String account, String id, AuditEntry entry);

  /** Notes that it was used; returns at once, and a crash may lose it. */
  void touch(String hash, Instant used);
}
