package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.machizu.access.AuditEntry;
import org.machizu.access.Session;
import org.machizu.access.SessionStore;

/** Sessions in SQL. */
final class SqlSessionStore implements SessionStore {
  private static final String SELECT =
      "SELECT id, account, by_openid, from_address, browser, begun, last_used FROM session WHERE municipality = ? ";

  private final String municipality;
  private final Transactions transactions;

  SqlSessionStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  @Override
  public void open(String tokenHash, Session session, AuditEntry entry) {
    transactions.write(c -> {
      Sql.update(
          c,
          "DELETE FROM session WHERE municipality = ? AND begun < ?",
          municipality,
          Moments.text(session.begun().minus(Session.ABSOLUTE_LIMIT)));
      Sql.update(
          c,
          "DELETE FROM session WHERE municipality = ? AND account = ? AND hash NOT IN (SELECT hash FROM session WHERE municipality = ? AND account = ? ORDER BY begun DESC, hash LIMIT ?)",
          municipality,
          session.account(),
          municipality,
          session.account(),
          MOST_OF_ONE_ACCOUNT - 1);
      AuditLines.insert(c, municipality, entry);
      return Sql.update(
          c,
          "INSERT INTO session (municipality, hash, id, account, by_openid, from_address, browser, begun, last_used) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          municipality,
          tokenHash,
          session.id(),
          session.account(),
          Rows.number(session.byOpenId()),
          session.from(),
          session.browser(),
          Moments.text(session.begun()),
          Moments.text(session.lastUsed()));
    });
  }

  @Override
  public Optional<Session> find(String tokenHash) {
    return select("AND hash = ?", municipality, tokenHash).stream().findFirst();
  }

  @Override
  public List<Session> listOf(String account) {
    return select("AND account = ? ORDER BY last_used DESC, id", municipality, account);
  }

  @Override
  public void touch(String tokenHash, Instant used) {
    transactions.writeLater(c ->
        Sql.update(
            c,
            "UPDATE session SET last_used = ? WHERE municipality = ? AND hash = ? AND last_used < ?",
            Moments.text(used),
            municipality,
            tokenHash,
            Moments.text(used)));
  }

  @Override
  public boolean close(String tokenHash, AuditEntry entry) {
    return remove(entry, "hash = ?", tokenHash) > 0;
  }

  @Override
  public boolean closeById(String account, String id, AuditEntry entry) {
    return remove(entry, "account = ? AND id = ?", account, id) > 0;
  }

  @Override
  public int closeAllOf(String account, String exceptHash, AuditEntry entry) {
    return remove(entry, "account = ? AND hash <> ?", account, exceptHash);
  }

  private int remove(AuditEntry entry, String condition, String... values) {
    return transactions.write(c -> {
      int removed = remove(c, condition, values);
      if (removed > 0) {
        AuditLines.insert(c, municipality, entry.with("sessions", removed));
      }
      return removed;
    });
  }

  private int remove(Connection c, String condition, String... values) throws SQLException {
    Object[] all = new Object[values.length + 1];
    all[0] = municipality;
    System.arraycopy(values, 0, all, 1, values.length);
    return Sql.update(c, "DELETE FROM session WHERE municipality = ? AND " + condition, all);
  }

  private List<Session> select(String rest, Object... values) {
    return transactions.read(
        Transactions.ALLOWED, c -> Rows.select(c, SqlSessionStore::session, SELECT + rest, values));
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getString(1),
        row.getString(2),
        row.getBoolean(3),
        row.getString(4),
        row.getString(5),
        Instant.parse(row.getString(6)),
        Instant.parse(row.getString(7)));
  }
}
