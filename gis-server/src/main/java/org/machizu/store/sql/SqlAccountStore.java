package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Account;
import org.machizu.access.AccountProblem;
import org.machizu.access.AccountProblem.Kind;
import org.machizu.access.AccountStore;
import org.machizu.access.AuditEntry;
import org.machizu.access.OneTimeLink;

/** Accounts in SQL. */
final class SqlAccountStore implements AccountStore {
  private static final String SELECT =
      "SELECT name, display_name, password_hash, openid, roles, origin, disabled, must_change, created FROM account WHERE municipality = ? ";

  private final String municipality;
  private final Transactions transactions;

  SqlAccountStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  @Override
  public Optional<Account> find(String name) {
    return transactions.read(Transactions.ALLOWED, c -> find(c, name));
  }

  private Optional<Account> find(Connection c, String name) throws SQLException {
    return select(c, "AND name = ?", municipality, name).stream().findFirst();
  }

  @Override
  public Optional<Account> findByOpenId(String openId) {
    return transactions
        .read(Transactions.ALLOWED, c -> select(c, "AND openid = ?", municipality, openId))
        .stream()
        .findFirst();
  }

  @Override
  public List<Account> list(String after, int limit) {
    Rows.checkLimit(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c -> select(c, "AND name > ? ORDER BY name LIMIT ?", municipality, after, limit));
  }

  @Override
  public boolean hasAdministrator() {
    return transactions.read(Transactions.ALLOWED, this::hasAdministrator);
  }

  private boolean hasAdministrator(Connection c) throws SQLException {
    return select(c, "AND disabled = 0 AND ' ' || roles || ' ' LIKE '% admin %'", municipality)
        .stream()
        .anyMatch(Account::isAdministrator);
  }

  @Override
  public void add(Account account, AuditEntry entry) {
    transactions.write(c -> {
      insert(c, account);
      AuditLines.insert(c, municipality, entry);
      return account;
    });
  }

  private void insert(Connection c, Account account) throws SQLException {
    boolean taken =
        find(c, account.name()).isPresent()
            || (account.openId() != null
                && !select(c, "AND openid = ?", municipality, account.openId()).isEmpty());
    if (taken) {
      throw new AccountProblem(Kind.TAKEN, "there is an account '" + account.name() + "' already");
    }
    Sql.update(
        c,
        "INSERT INTO account (municipality, name, created, display_name, password_hash, openid, roles, origin, disabled, must_change) VALUES (?, ?, ?, '', NULL, NULL, '', '', 0, 0)",
        municipality,
        account.name(),
        Moments.text(account.created()));
    update(c, account);
  }

  private void update(Connection c, Account account) throws SQLException {
    Sql.update(
        c,
        "UPDATE account SET display_name = ?, password_hash = ?, openid = ?, roles = ?, origin = ?, disabled = ?, must_change = ? WHERE municipality = ? AND name = ?",
        account.displayName(),
        account.passwordHash(),
        account.openId(),
        Rows.text(account.roles()),
        account.origin().name(),
        Rows.number(account.disabled()),
        Rows.number(account.mustChangePassword()),
        municipality,
        account.name());
  }

  @Override
  public Account change(String name, UnaryOperator<Account> change, AuditEntry entry) {
    return transactions.write(c -> {
      Account before = get(c, name);
      Account after = changed(c, before, change, entry);
      if (before.isAdministrator() && !after.isAdministrator() && !hasAdministrator(c)) {
        throw new AccountProblem(
            Kind.LAST_ADMINISTRATOR, "'" + name + "' is the only account that keeps the accounts");
      }
      return after;
    });
  }

  @Override
  public Account follow(String name, UnaryOperator<Account> change, AuditEntry entry) {
    return transactions.write(c -> changed(c, get(c, name), change, entry));
  }

  private Account get(Connection c, String name) throws SQLException {
    return find(c, name)
        .orElseThrow(() -> new AccountProblem(Kind.UNKNOWN, "there is no account '" + name + "'"));
  }

  private Account changed(
      Connection c, Account before, UnaryOperator<Account> change, AuditEntry entry)
      throws SQLException {
    Account after = change.apply(before);
    if (!after.name().equals(before.name())) {
      throw new IllegalArgumentException("an account's name stays");
    }
    update(c, after);
    AuditLines.insert(c, municipality, entry);
    return after;
  }

  @Override
  public int disableDemo(AuditEntry entry) {
    return transactions.write(c -> {
      int disabled =
          Sql.update(
              c,
              "UPDATE account SET disabled = 1 WHERE municipality = ? AND origin = ? AND disabled = 0",
              municipality,
              Account.Origin.DEMO.name());
      if (disabled > 0) {
        AuditLines.insert(c, municipality, entry);
      }
      return disabled;
    });
  }

  @Override
  public void keepLink(OneTimeLink link, AuditEntry entry) {
    transactions.write(c -> {
      removeEnded(c, link.account(), entry.time());
      AuditLines.insert(c, municipality, entry);
      return Sql.update(
          c,
          "INSERT INTO account_link (municipality, hash, account, expires) VALUES (?, ?, ?, ?)",
          municipality,
          link.hash(),
          link.account(),
          Moments.text(link.expires()));
    });
  }

  @Override
  public Optional<OneTimeLink> findLink(String hash, Instant now) {
    return transactions.read(Transactions.ALLOWED, c -> findLink(c, hash, now));
  }

  private Optional<OneTimeLink> findLink(Connection c, String hash, Instant now)
      throws SQLException {
    return Rows.select(
            c,
            row ->
                new OneTimeLink(
                    row.getString(1), row.getString(2), Instant.parse(row.getString(3))),
            "SELECT hash, account, expires FROM account_link WHERE municipality = ? AND hash = ?",
            municipality,
            hash)
        .stream()
        .filter(link -> now.isBefore(link.expires()))
        .findFirst();
  }

  /** Takes the link in the transaction, so that of two who use it one is refused. */
  private OneTimeLink takeLink(Connection c, String hash, Instant now) throws SQLException {
    OneTimeLink link = findLink(c, hash, now).orElseThrow(SqlAccountStore::gone);
    removeLinks(c, link.account());
    return link;
  }

  private void removeEnded(Connection c, @Nullable String account, Instant now)
      throws SQLException {
    if (account != null) {
      removeLinks(c, account);
    } else {
      Sql.update(
          c,
          "DELETE FROM account_link WHERE municipality = ? AND account IS NULL AND expires <= ?",
          municipality,
          Moments.text(now));
    }
  }

  private void removeLinks(Connection c, @Nullable String account) throws SQLException {
    Sql.update(
        c,
        "DELETE FROM account_link WHERE municipality = ? AND account IS NOT DISTINCT FROM ?",
        municipality,
        account);
  }

  @Override
  public void addByLink(String hash, Instant now, Account first, AuditEntry entry) {
    transactions.write(c -> {
      OneTimeLink link = takeLink(c, hash, now);
      if (link.account() != null || hasAdministrator(c)) {
        throw gone();
      }
      insert(c, first);
      AuditLines.insert(c, municipality, entry);
      return first;
    });
  }

  @Override
  public Account changeByLink(
      String hash,
      Instant now,
      UnaryOperator<Account> change,
      Function<Account, AuditEntry> entry) {
    return transactions.write(c -> {
      String name = takeLink(c, hash, now).account();
      if (name == null) {
        throw gone();
      }
      Account before = get(c, name);
      return changed(c, before, change, entry.apply(before));
    });
  }

  private static AccountProblem gone() {
    return new AccountProblem(Kind.LINK_GONE, "the link was used, is over, or was never given");
  }

  private static List<Account> select(Connection c, String rest, @Nullable Object... values)
      throws SQLException {
    return Rows.select(c, SqlAccountStore::account, SELECT + rest, values);
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Rows.roles(row.getString(5)),
        Account.Origin.valueOf(row.getString(6)),
        row.getBoolean(7),
        row.getBoolean(8),
        Instant.parse(row.getString(9)));
  }
}
