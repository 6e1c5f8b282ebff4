package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.retention.PurgePlace;
import org.machizu.search.IndexEntry;
import org.machizu.search.Scope;
import org.machizu.search.SearchIndex;
import org.machizu.search.text.LonLat;
import org.machizu.store.sql.SearchPurge;
import org.machizu.store.sql.Sql;

/**
 * The search index in the database, kept and asked by all its servers. Whoever changes what stands
 * of a layer holds the layer's lock and looks at its revision first, so that a server that is late
 * sets nothing back.
 */
final class PostgisSearchIndex implements SearchIndex {
  private static final Duration ALLOWED = Duration.ofSeconds(2);

  /** Taking in the changes of one revision, or throwing a scope away. */
  static final Duration WRITE_ALLOWED = Duration.ofMinutes(5);

  private final Database database;
  private final String municipality;

  /** A scope that can be asked. */
  record Standing(long id, Revision revision) {}

  PostgisSearchIndex(Database database) {
    this.database = database;
    this.municipality = database.municipality();
  }

  /** The index as a place of content. */
  PurgePlace purge() {
    return new SearchPurge(this, () -> Vacuum.run(database, SearchRows.TABLES));
  }

  /** Whoever changes what stands of a layer. */
  static void lock(Connection connection, LayerId layer) throws SQLException {
    Locks.take(connection, "search " + layer.municipality() + " " + layer.name());
  }

  @Override
  public Map<Scope, Revision> list() {
    return database.read(
        ALLOWED,
        c -> {
          Map<Scope, Revision> listed = new LinkedHashMap<>();
          try (PreparedStatement statement =
              c.prepareStatement(
                  "SELECT layer, entitlement, shows, revision FROM machizu.search_scope WHERE municipality = ? AND finished ORDER BY id")) {
            Sql.bind(statement, municipality);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                listed.put(
                    new Scope(
                        new LayerId(municipality, row.getString(1)),
                        row.getString(2),
                        row.getString(3)),
                    new Revision(row.getLong(4)));
              }
            }
          }
          return listed;
        });
  }

  private @Nullable Standing find(Connection connection, Scope scope) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, revision FROM machizu.search_scope WHERE municipality = ? AND layer = ? AND entitlement = ? AND shows = ? AND finished")) {
      Sql.bind(statement, municipality, scope.layer().name(), scope.entitlement(), scope.shows());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? new Standing(row.getLong(1), new Revision(row.getLong(2))) : null;
      }
    }
  }

  private boolean hasTakenIn(Connection connection, Scope scope, Revision revision)
      throws SQLException {
    Standing standing = find(connection, scope);
    return standing != null && standing.revision().compareTo(revision) >= 0;
  }

  @Override
  public Optional<Building> build(Scope scope, Revision revision) {
    SearchBuilder builder = SearchBuilder.waitForTurn(database, scope);
    try {
      if (database.read(ALLOWED, c -> hasTakenIn(c, scope, revision))) {
        builder.close();
        return Optional.empty();
      }
      builder.begin();
      return Optional.of(builder);
    } catch (RuntimeException e) {
      builder.close();
      throw e;
    }
  }

  @Override
  public void update(Scope scope, List<IndexEntry> entries, Set<Long> gone, Revision revision) {
    boolean unused =
        database.write(
            WRITE_ALLOWED,
            c -> {
              lock(c, scope.layer());
              Standing standing = find(c, scope);
              if (standing == null || standing.revision().compareTo(revision) >= 0) {
                return false;
              }
              new SearchRows(c, municipality, standing.id()).replace(entries, gone);
              Sql.update(
                  c,
                  "UPDATE machizu.search_scope SET revision = ? WHERE municipality = ? AND id = ?",
                  revision.number(),
                  municipality,
                  standing.id());
              return true;
            });
  }

  @Override
  public void rename(Scope scope, Scope name, Revision revision) {
    boolean unused =
        database.write(
            WRITE_ALLOWED,
            c -> {
              lock(c, scope.layer());
              if (hasTakenIn(c, name, revision)) {
                return false;
              }
              Standing standing = find(c, scope);
              if (standing == null || !name.layer().equals(scope.layer())) {
                throw new IllegalArgumentException(
                    "there is no index of " + scope + " to be named " + name);
              }
              SearchBuilder.retire(c, name, standing.id());
              Sql.update(
                  c,
                  "UPDATE machizu.search_scope SET entitlement = ?, shows = ?, revision = ? WHERE municipality = ? AND id = ?",
                  name.entitlement(),
                  name.shows(),
                  revision.number(),
                  municipality,
                  standing.id());
              return true;
            });
  }

  @Override
  public void drop(Scope scope) {
    boolean dropped =
        database.write(
            WRITE_ALLOWED,
            c -> {
              lock(c, scope.layer());
              Standing standing = find(c, scope);
              if (standing != null) {
                SearchRows.clear(c, municipality, standing.id());
              }
              return standing != null;
            });
    if (dropped) {
      SearchBuilder.clearLeftovers(database);
    }
  }

  @Override
  public List<Match> find(Collection<Scope> scopes, Lookup lookup, @Nullable LonLat near) {
    return scopes.isEmpty()
        ? List.of()
        : database.read(
            ALLOWED,
            c -> new SearchLookup(c, municipality, List.copyOf(scopes), lookup, near).run());
  }

  @Override
  public Optional<Envelope> extent(Scope scope, IndexEntry.Kind kind, String word) {
    return database.read(
        ALLOWED,
        c -> {
          Standing standing = find(c, scope);
          return standing == null || SearchLookup.isUnstorable(word)
              ? Optional.empty()
              : SearchLookup.extent(c, municipality, standing.id(), kind, word);
        });
  }
}
