package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.machizu.access.AuditEntry;
import org.machizu.permits.ChecklistStore;

/** Checklists in SQL. */
public final class SqlChecklistStore implements ChecklistStore {
  private static final String SELECT =
      "SELECT number, saved, author, note, %s FROM permit_checklist WHERE municipality = ? ";

  private final String municipality;
  private final Transactions transactions;

  public SqlChecklistStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getLong(1),
        Instant.parse(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5));
  }

  @Override
  public Optional<Version> newest() {
    return transactions
        .read(
            Transactions.ALLOWED,
            c ->
                Rows.select(
                    c,
                    SqlChecklistStore::version,
                    SELECT.formatted("yaml") + "ORDER BY number DESC LIMIT 1",
                    municipality))
        .stream()
        .findFirst();
  }

  @Override
  public long newestNumber() {
    return transactions.read(Transactions.ALLOWED, this::newestNumber);
  }

  private long newestNumber(Connection c) throws SQLException {
    return Sql.numberOr(
        c, 0, "SELECT max(number) FROM permit_checklist WHERE municipality = ?", municipality);
  }

  @Override
  public Optional<Version> find(long number) {
    return transactions
        .read(
            Transactions.ALLOWED,
            c ->
                Rows.select(
                    c,
                    SqlChecklistStore::version,
                    SELECT.formatted("yaml") + "AND number = ?",
                    municipality,
                    number))
        .stream()
        .findFirst();
  }

  @Override
  public List<Version> list() {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlChecklistStore::version,
                SELECT.formatted("''") + "ORDER BY number DESC LIMIT ?",
                municipality,
                LISTED));
  }

  @Override
  public Optional<Long> save(
      long expected, String yaml, String author, String note, Instant at, AuditEntry entry) {
    return transactions.write(c -> {
      if (newestNumber(c) != expected || expected >= MOST) {
        return Optional.empty();
      }
      // Of two servers at the same moment the key lets one in.
      int saved =
          Sql.update(
              c,
              "INSERT INTO permit_checklist (municipality, number, saved, author, note, yaml) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
              municipality,
              expected + 1,
              Moments.text(at),
              author,
              note,
              yaml);
      if (saved == 0) {
        return Optional.empty();
      }
      AuditLines.insert(c, municipality, entry.with("version", expected + 1));
      return Optional.of(expected + 1);
    });
  }
}
