package org.machizu.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Keeps the accounts of a town and its one-time links. A port; every change writes its audit line
 * in its own transaction.
 */
public interface AccountStore {

  Optional<Account> find(String name);

  /** The account that the OpenID provider knows under this issuer and subject. */
  Optional<Account> findByOpenId(String openId);

  /**
   * Accounts by name.
   *
   * @param after the last name of the page before; "" for the first
   * @param limit 1 to 1,000
   */
  List<Account> list(String after, int limit);

  /** Whether anybody can keep the accounts; see {@link Account#isAdministrator}. */
  boolean hasAdministrator();

  /**
   * Adds an account.
   *
   * @throws AccountProblem when the name is taken
   */
  void add(Account account, AuditEntry entry);

  /**
   * Changes an account as it stands in the transaction; the name stays.
   *
   * @throws AccountProblem when there is none, or no administrator would be left
   */
  Account change(String name, UnaryOperator<Account> change, AuditEntry entry);

  /**
   * As {@link #change}, on the word of the OpenID provider: that may take the last administrator's
   * role away.
   */
  Account follow(String name, UnaryOperator<Account> change, AuditEntry entry);

  /**
   * Disables every account of the demo, whatever they were; the number of those that were not
   * before. Nothing is written when there are none.
   */
  int disableDemo(AuditEntry entry);

  /**
   * Keeps a link; earlier ones of the same account end. Those for the first administrator stand
   * beside each other until one is used: each server of a town tells its own.
   */
  void keepLink(OneTimeLink link, AuditEntry entry);

  /** A link that has not ended. */
  Optional<OneTimeLink> findLink(String hash, Instant now);

  /**
   * Uses up the link for the first administrator.
   *
   * @throws AccountProblem when the link has gone or there is an administrator by now; the link
   *     stays when the name is taken
   */
  void addByLink(String hash, Instant now, Account first, AuditEntry entry);

  /**
   * Uses up an account's link.
   *
   * @param entry the line for the account that the link is for
   * @throws AccountProblem when the link has gone
   */
  Account changeByLink(
      String hash, Instant now, UnaryOperator<Account> change, Function<Account, AuditEntry> entry);
}
