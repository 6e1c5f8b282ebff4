package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
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
}
