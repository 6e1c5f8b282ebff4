package org.machizu.store.sql;

import org.machizu.gauges.Gauges;

/** The ports of gauges in SQL. */
public final class SqlGauges {
  private SqlGauges() {}

  public static Gauges.Stores stores(
      String municipality, Transactions transactions, Dialect dialect, ReadingInsert inserts) {
    return new Gauges.Stores(
        new SqlGaugeStore(municipality, transactions, dialect, inserts),
        new SqlAlertStore(municipality, transactions, dialect),
        new SqlGaugeEntries(municipality, transactions));
  }
}
