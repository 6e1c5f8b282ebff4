package org.machizu.config;

import java.util.Optional;

/** Reads where the database is. */
final class DatabaseReader {
  private static final String FORM = "jdbc:postgresql://";

  private DatabaseReader() {}

  static Optional<DatabaseSettings> read(SettingsReader reader) throws SettingsException {
    Optional<String> url =
        reader.find(
            new SettingKey(
                "db.url",
                "",
                "an address as jdbc:postgresql://HOST:PORT/DATABASE",
                "The PostGIS database that the town is kept in. Without it the town is kept in the data folder; with it the folder holds only uploads under way, finished exports and the audit log's daily heads, and each server has its own."),
            DatabaseReader::url);
    String user =
        reader.read(
            new SettingKey(
                "db.user",
                "machizu_server",
                "a text of 1 to 63 characters",
                "The database's user; everything that Machizu makes there is owned by it."),
            text -> text(text, 63));
    Secret password =
        reader
            .findSecret(
                new SettingKey(
                    "db.password",
                    "",
                    "a text of 1 to 1000 characters",
                    "The user's password; none where the database asks for none."),
                text -> new Secret(text(text, 1000)))
            .orElse(new Secret(""));
    int connections =
        reader.read(
            new SettingKey(
                "db.connections",
                "16",
                "a number from 4 to 1000",
                "How many connections this server holds open at most, besides those of imports and the one that follows changes. All servers together must stay below the database's max_connections."),
            text -> number(text));
    return url.map(address -> new DatabaseSettings(address, user, password, connections));
  }

  private static String url(String text) {
    if (!text.startsWith(FORM) || text.indexOf('/', FORM.length()) < 0 || text.length() > 1000) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static String text(String text, int longest) {
    if (text.isEmpty() || text.length() > longest) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static int number(String text) {
    int number = Integer.parseInt(text);
    if (number < 4 || number > 1000) {
      throw new IllegalArgumentException();
    }
    return number;
  }
}
