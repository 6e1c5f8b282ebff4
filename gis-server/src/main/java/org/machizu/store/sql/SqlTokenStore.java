package org.machizu.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AccountProblem;
import org.machizu.access.AccountProblem.Kind;
import org.machizu.access.AuditEntry;
import org.machizu.access.Credential;
import org.machizu.access.Token;
import org.machizu.access.TokenStore;

/** Tokens in SQL. */
final class SqlTokenStore implements TokenStore {
  private static final String SELECT =
      "SELECT id, kind, name, subject, roles, read_only, created_by, created, expires, last_used FROM token WHERE municipality = ? ";

  /** An account's own tokens; any when there is no account. */
  private static final String OF_ACCOUNT =
      "AND (CAST(? AS TEXT) IS NULL OR (kind = 'API_TOKEN' AND subject = ?)) ";

  private final String municipality;
  private final Transactions transactions;

  SqlTokenStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  @Override
  public void add(String hash, Token token, AuditEntry entry) {
    transactions.write(c -> {
      long there =
          Sql.numberOr(c, 0, "SELECT count(*) FROM token WHERE municipality = ?", municipality);
      if (there >= MOST) {
        throw new AccountProblem(
            Kind.TAKEN, "there are " + there + " tokens, which is the most; revoke old ones");
      }
      AuditLines.insert(c, municipality, entry);
      return Sql.update(
          c,
          "INSERT INTO token (municipality, hash, id, kind, name, subject, roles, read_only, created_by, created, expires, last_used) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
          municipality,
          hash,
          token.id(),
          token.kind().name(),
          token.name(),
          token.subject(),
          Rows.text(token.roles()),
          Rows.number(token.readOnly()),
          token.createdBy(),
          Moments.text(token.created()),
          Moments.text(token.expires()));
    });
  }

  @Override
  public Optional<Token> find(String hash) {
    return select("AND hash = ?", municipality, hash).stream().findFirst();
  }

  @Override
  public List<Token> list(@Nullable String account, String after, int limit) {
    Rows.checkLimit(limit);
    return select(
        OF_ACCOUNT + "AND id > ? ORDER BY id LIMIT ?",
        municipality,
        account,
        account,
        after,
        limit);
  }

  @Override
  public void revoke(@Nullable String account, String id, AuditEntry entry) {
    transactions.write(c -> {
      int removed =
          Sql.update(
              c,
              "DELETE FROM token WHERE municipality = ? " + OF_ACCOUNT + "AND id = ?",
              municipality,
              account,
              account,
              id);
      if (removed == 0) {
        throw new AccountProblem(Kind.UNKNOWN, "there is no token '" + id + "'");
      }
      AuditLines.insert(c, municipality, entry);
      return removed;
    });
  }

  @Override
  public void touch(String hash, Instant used) {
    transactions.writeLater(c ->
        Sql.update(
            c,
            "UPDATE token SET last_used = ? WHERE municipality = ? AND hash = ? AND (last_used IS NULL OR last_used < ?)",
            Moments.text(used),
            municipality,
            hash,
            Moments.text(used)));
  }

  private List<Token> select(String rest, @Nullable Object... values) {
    return transactions.read(
        Transactions.ALLOWED, c -> Rows.select(c, SqlTokenStore::token, SELECT + rest, values));
  }

  private static Token token(ResultSet row) throws SQLException {
    String used = row.getString(10);
    return new Token(
        row.getString(1),
        Credential.valueOf(row.getString(2)),
        row.getString(3),
        row.getString(4),
        Rows.roles(row.getString(5)),
        row.getBoolean(6),
        row.getString(7),
        Instant.parse(row.getString(8)),
        Instant.parse(row.getString(9)),
        used == null ? null : Instant.parse(used));
  }
}
