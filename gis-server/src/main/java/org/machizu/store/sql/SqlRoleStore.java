package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.access.AccountProblem;
import org.machizu.access.AccountProblem.Kind;
import org.machizu.access.AuditEntry;
import org.machizu.access.RoleStore;
import org.machizu.access.TownRole;
import org.machizu.geo.feature.LocalizedText;

/** The town's own roles in SQL. */
final class SqlRoleStore implements RoleStore {
  private final String municipality;
  private final Transactions transactions;

  SqlRoleStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  @Override
  public List<TownRole> list() {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                row ->
                    new TownRole(
                        row.getString(1),
                        new LocalizedText(row.getString(2), row.getString(3)),
                        row.getBoolean(4)),
                "SELECT name, title_ja, title_en, creates_layers FROM town_role WHERE municipality = ? ORDER BY name",
                municipality));
  }

  @Override
  public void save(TownRole role, AuditEntry entry) {
    transactions.write(c -> {
      long others =
          Sql.numberOr(
              c,
              0,
              "SELECT count(*) FROM town_role WHERE municipality = ? AND name <> ?",
              municipality,
              role.name());
      if (others >= MOST) {
        throw new AccountProblem(
            Kind.TAKEN, "the town has " + others + " roles already, which is the most");
      }
      AuditLines.insert(c, municipality, entry);
      return Sql.update(
          c,
          "INSERT INTO town_role (municipality, name, title_ja, title_en, creates_layers) VALUES (?, ?, ?, ?, ?) ON CONFLICT (municipality, name) DO UPDATE SET title_ja = excluded.title_ja, title_en = excluded.title_en, creates_layers = excluded.creates_layers",
          municipality,
          role.name(),
          role.title().ja(),
          role.title().en(),
          Rows.number(role.createsLayers()));
    });
  }

  @Override
  public void remove(String name, AuditEntry entry) {
    transactions.write(c -> {
      int removed =
          Sql.update(
              c, "DELETE FROM town_role WHERE municipality = ? AND name = ?", municipality, name);
      if (removed == 0) {
        throw new AccountProblem(Kind.UNKNOWN, "the town has no role '" + name + "' of its own");
      }
      refuseInUse(c, name); // takes the removal back
      AuditLines.insert(c, municipality, entry);
      return removed;
    });
  }

  private void refuseInUse(Connection c, String name) throws SQLException {
    List<String> holders =
        Sql.strings(
            c,
            "SELECT name FROM account WHERE municipality = ? AND replace(' ' || roles || ' ', ?, '') <> ' ' || roles || ' ' ORDER BY name LIMIT 5",
            municipality,
            ' ' + name + ' ');
    if (!holders.isEmpty()) {
      throw new AccountProblem(
          Kind.ROLE_IN_USE, "accounts have the role '" + name + "': " + String.join(", ", holders));
    }
  }
}
