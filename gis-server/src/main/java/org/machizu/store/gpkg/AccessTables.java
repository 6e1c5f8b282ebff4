package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AccessStores;
import org.machizu.store.sql.Sql;

/**
 * The tables of accounts and credentials. Of passwords, tokens and links they hold hashes only; of
 * failed sign-ins not even the names.
 */
final class AccessTables {
  private AccessTables() {}

  static void migrate(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE account (
          municipality TEXT NOT NULL, name TEXT NOT NULL, display_name TEXT NOT NULL,
          password_hash TEXT, openid TEXT, roles TEXT NOT NULL, origin TEXT NOT NULL,
          disabled INTEGER NOT NULL, must_change INTEGER NOT NULL, created TEXT NOT NULL,
          PRIMARY KEY (municipality, name))
        """);
    Sql.execute(
        connection,
        "CREATE UNIQUE INDEX account_openid ON account (municipality, openid) WHERE openid IS NOT NULL");
    Sql.execute(
        connection,
        """
        CREATE TABLE account_link (
          municipality TEXT NOT NULL, hash TEXT NOT NULL, account TEXT, expires TEXT NOT NULL,
          PRIMARY KEY (municipality, hash))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE town_role (
          municipality TEXT NOT NULL, name TEXT NOT NULL, title_ja TEXT NOT NULL,
          title_en TEXT NOT NULL, creates_layers INTEGER NOT NULL,
          PRIMARY KEY (municipality, name))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE session (
          municipality TEXT NOT NULL, hash TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL,
          by_openid INTEGER NOT NULL, from_address TEXT NOT NULL, browser TEXT NOT NULL,
          begun TEXT NOT NULL, last_used TEXT NOT NULL, PRIMARY KEY (municipality, hash))
        """);
    Sql.execute(connection, "CREATE INDEX session_account ON session (municipality, account)");
    Sql.execute(connection, "CREATE INDEX session_begun ON session (municipality, begun)");
    Sql.execute(
        connection,
        """
        CREATE TABLE token (
          municipality TEXT NOT NULL, hash TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
          name TEXT NOT NULL, subject TEXT NOT NULL, roles TEXT NOT NULL,
          read_only INTEGER NOT NULL, created_by TEXT NOT NULL, created TEXT NOT NULL,
          expires TEXT NOT NULL, last_used TEXT, PRIMARY KEY (municipality, hash))
        """);
    Sql.execute(connection, "CREATE UNIQUE INDEX token_id ON token (municipality, id)");
    Sql.execute(
        connection,
        """
        CREATE TABLE sign_in_count (
          municipality TEXT NOT NULL, hash TEXT NOT NULL, times INTEGER NOT NULL,
          last TEXT NOT NULL, forget TEXT NOT NULL, PRIMARY KEY (municipality, hash))
        """);
    Sql.execute(
        connection, "CREATE INDEX sign_in_count_forget ON sign_in_count (municipality, forget)");
  }

  static AccessStores stores(String municipality, Writer writer, Readers readers) {
    return new AccessStores(
        new SqliteAccountStore(municipality, writer, readers),
        new SqliteRoleStore(municipality, writer, readers),
        new SqliteSessionStore(municipality, writer, readers),
        new SqliteTokenStore(municipality, writer, readers),
        new SqliteFailureStore(municipality, writer));
  }

  /** Makes something of a row. */
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  static <T> List<T> select(
      Connection connection, RowMapper<T> mapper, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (row.next()) {
          found.add(mapper.map(row));
        }
        return found;
      }
    }
  }

  /** Names of roles, which have no blanks, in one text. */
  static String text(Set<String> roles) {
    return String.join(" ", new TreeSet<>(roles));
  }

  static Set<String> roles(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  /**
   * @throws IllegalArgumentException when a list of so many would be too long
   */
  static void checkLimit(int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit " + limit + " is not allowed; give 1 to 1000");
    }
  }
}
