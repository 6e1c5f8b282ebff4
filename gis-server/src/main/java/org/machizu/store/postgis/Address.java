package org.machizu.store.postgis;

/**
 * Where the database is, and who asks.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param user the database user; it owns everything that Machizu makes
 * @param password "" where the database asks for none
 * @param connections how many this server holds open at most, besides the one that listens
 */
public record Address(String url, String user, String password, int connections) {
  public static final int CONNECTIONS = 16;

  public Address {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "database address '%s' is not allowed; give jdbc:postgresql://HOST:PORT/DATABASE"
              .formatted(url));
    }
    if (connections < 4 || connections > 1000) {
      throw new IllegalArgumentException(
          "%d database connections are not allowed; give 4 to 1000".formatted(connections));
    }
  }

  @Override
  public String toString() {
    return "Address[" + url + ", " + user + "]";
  }
}
