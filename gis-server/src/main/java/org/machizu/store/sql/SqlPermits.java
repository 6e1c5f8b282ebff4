package org.machizu.store.sql;

import org.machizu.permits.Permits;

/** The ports of the permit counter in SQL. */
public final class SqlPermits {
  private SqlPermits() {}

  public static Permits.Stores stores(String municipality, Transactions transactions) {
    return new Permits.Stores(
        new SqlChecklistStore(municipality, transactions),
        new SqlPaperStore(municipality, transactions),
        new SqlCounterStore(municipality, transactions));
  }
}
