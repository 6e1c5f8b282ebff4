package org.machizu.store.sql;

import org.machizu.access.AccessStores;

/**
 * The tables of accounts and credentials. Of passwords, tokens and links they hold hashes only; of
 * failed sign-ins not even the names.
 */
public final class SqlAccess {
  private SqlAccess() {}

  public static AccessStores stores(String municipality, Transactions transactions) {
    return new AccessStores(
        new SqlAccountStore(municipality, transactions),
        new SqlRoleStore(municipality, transactions),
        new SqlSessionStore(municipality, transactions),
        new SqlTokenStore(municipality, transactions),
        new SqlFailureStore(municipality, transactions));
  }
}
