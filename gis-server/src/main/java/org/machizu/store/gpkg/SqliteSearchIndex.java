package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.search.IndexEntry;
import org.machizu.search.Scope;
import org.machizu.search.SearchIndex;
import org.machizu.search.text.LonLat;
import org.machizu.store.sql.Sql;

/**
 * The search index in a SQLite file. Scopes are told apart by the first key column of every table,
 * so that a question never reads a row of a scope that it does not name.
 */
final class SqliteSearchIndex implements SearchIndex {
  private static final Duration ALLOWED = Duration.ofSeconds(2);
  private static final int BATCH = 2000;
  private static final int ROWS_DROPPED_AT_ONCE = 20_000;

  private final String municipality;
  private final Writer writer;
  private final Readers readers;

  /** What is ready, as the file has it; asked with every question. */
  private volatile Map<Scope, Ready> ready;

  /** A scope that can be asked. */
  record Ready(long id, Revision revision) {}

  SqliteSearchIndex(String municipality, Writer writer, Readers readers) {
    this.municipality = municipality;
    this.writer = writer;
    this.readers = readers;
    this.ready = readers.read(ALLOWED, this::readReady);
  }

  /** For the start: drops what never became whole. */
  static void clearUnfinished(Connection connection) throws SQLException {
    for (String scope : Sql.strings(connection, "SELECT id FROM scope WHERE finished = 0")) {
      while (dropSome(connection, Long.parseLong(scope))) {}
    }
  }

  private Map<Scope, Ready> readReady(Connection connection) throws SQLException {
    Map<Scope, Ready> found = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, layer, entitlement, shows, revision FROM scope WHERE municipality = ? AND finished = 1 ORDER BY id")) {
      Sql.bind(statement, municipality);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Scope scope =
              new Scope(
                  new LayerId(municipality, row.getString(2)), row.getString(3), row.getString(4));
          found.put(scope, new Ready(row.getLong(1), new Revision(row.getLong(5))));
        }
      }
    }
    return Map.copyOf(found);
  }

  private void reread() {
    ready = readers.read(ALLOWED, this::readReady);
  }

  @Override
  public Map<Scope, Revision> list() {
    Map<Scope, Revision> listed = new HashMap<>();
    ready.forEach((scope, state) -> listed.put(scope, state.revision()));
    return listed;
  }

  @Override
  public Optional<Building> build(Scope scope, Revision revision) {
    if (hasTakenIn(scope, revision)) {
      return Optional.empty();
    }
    long id =
        writer.write(c -> {
          Sql.update(
              c,
              "INSERT INTO scope (municipality, layer, entitlement, shows, revision, finished) VALUES (?, ?, ?, ?, 0, 0)",
              municipality,
              scope.layer().name(),
              scope.entitlement(),
              scope.shows());
          return Sql.numberOr(c, 0, "SELECT last_insert_rowid()");
        });
    return Optional.of(new UnderWay(scope, id));
  }

  private boolean hasTakenIn(Scope scope, Revision revision) {
    Ready state = ready.get(scope);
    return state != null && state.revision().compareTo(revision) >= 0;
  }

  private final class UnderWay implements Building {
    private final Scope scope;
    private final long id;
    private final Map<String, Long> words = new HashMap<>();
    private List<IndexEntry> waiting = new ArrayList<>();
    private boolean finished;

    UnderWay(Scope scope, long id) {
      this.scope = scope;
      this.id = id;
    }

    @Override
    public void add(IndexEntry entry) {
      waiting.add(entry);
      if (waiting.size() == BATCH) {
        flush();
      }
    }

    private void flush() {
      List<IndexEntry> batch = waiting;
      waiting = new ArrayList<>();
      writer.write(c -> {
        try (SearchContent content = new SearchContent(c, id, words)) {
          for (IndexEntry entry : batch) {
            content.add(entry);
          }
        }
        return true;
      });
    }

    @Override
    public void finish(Revision revision) {
      flush();
      List<Ready> standing =
          ready.entrySet().stream()
              .filter(e ->
                  e.getKey().layer().equals(scope.layer())
                      && e.getKey().entitlement().equals(scope.entitlement()))
              .map(Map.Entry::getValue)
              .toList();
      if (standing.stream().anyMatch(s -> s.revision().compareTo(revision) > 0)) {
        return; // closing gives it up
      }
      List<Long> old = standing.stream().map(Ready::id).toList();
      writer.write(c -> {
        try (SearchContent content = new SearchContent(c, id, words)) {
          content.addExtents();
        }
        Sql.update(
            c, "UPDATE scope SET finished = 1, revision = ? WHERE id = ?", revision.number(), id);
        for (long before : old) {
          Sql.update(c, "UPDATE scope SET finished = 0 WHERE id = ?", before);
        }
        return true;
      });
      finished = true;
      reread();
      old.forEach(SqliteSearchIndex.this::clear);
    }

    @Override
    public void close() {
      if (!finished) {
        clear(id);
      }
    }
  }

  @Override
  public void update(Scope scope, List<IndexEntry> entries, Set<Long> gone, Revision revision) {
    Ready state = ready.get(scope);
    if (state == null || hasTakenIn(scope, revision)) {
      return;
    }
    writer.write(c -> {
      try (SearchContent content = new SearchContent(c, state.id(), new HashMap<>())) {
        for (long id : gone) {
          content.remove(id);
        }
        for (IndexEntry entry : entries) {
          content.remove(entry.id());
          content.add(entry);
        }
        content.renewExtents();
      }
      Sql.update(c, "UPDATE scope SET revision = ? WHERE id = ?", revision.number(), state.id());
      return true;
    });
    reread();
  }

  @Override
  public void rename(Scope scope, Scope name, Revision revision) {
    if (hasTakenIn(name, revision)) {
      return;
    }
    Ready state = ready.get(scope);
    if (state == null || !name.layer().equals(scope.layer())) {
      throw new IllegalArgumentException("there is no index of " + scope + " to be named " + name);
    }
    writer.write(c ->
        Sql.update(
            c,
            "UPDATE scope SET entitlement = ?, shows = ?, revision = ? WHERE id = ?",
            name.entitlement(),
            name.shows(),
            revision.number(),
            state.id()));
    reread();
  }

  @Override
  public void drop(Scope scope) {
    Ready state = ready.get(scope);
    if (state != null) {
      writer.write(c -> Sql.update(c, "UPDATE scope SET finished = 0 WHERE id = ?", state.id()));
      reread();
      clear(state.id());
    }
  }

  private void clear(long scope) {
    while (writer.write(c -> dropSome(c, scope))) {}
  }

  /** Drops a bounded part of a scope; true as long as there may be more. */
  private static boolean dropSome(Connection connection, long scope) throws SQLException {
    int mentions =
        Sql.update(
            connection,
            "DELETE FROM mention WHERE (word, kind, number, entry) IN (SELECT word, kind, number, entry FROM mention WHERE word IN (SELECT id FROM word WHERE scope = ?) LIMIT ?)",
            scope,
            ROWS_DROPPED_AT_ONCE);
    if (mentions == ROWS_DROPPED_AT_ONCE) {
      return true;
    }
    Sql.update(
        connection,
        "DELETE FROM extent WHERE word IN (SELECT id FROM word WHERE scope = ?)",
        scope);
    Sql.update(connection, "DELETE FROM gram WHERE scope = ?", scope);
    Sql.update(connection, "DELETE FROM word WHERE scope = ?", scope);
    int entries =
        Sql.update(
            connection,
            "DELETE FROM entry WHERE scope = ? AND id IN (SELECT id FROM entry WHERE scope = ? LIMIT ?)",
            scope,
            scope,
            ROWS_DROPPED_AT_ONCE);
    if (entries == ROWS_DROPPED_AT_ONCE) {
      return true;
    }
    Sql.update(connection, "DELETE FROM scope WHERE id = ?", scope);
    return false;
  }

  @Override
  public List<Match> find(Collection<Scope> scopes, Lookup lookup, @Nullable LonLat near) {
    Map<Long, Scope> asked = new HashMap<>();
    Map<Scope, Ready> state = ready;
    for (Scope scope : scopes) {
      Ready found = state.get(scope);
      if (found != null) {
        asked.put(found.id(), scope);
      }
    }
    if (asked.isEmpty()) {
      return List.of();
    }
    return readers.read(ALLOWED, c -> new WordLookup(c, asked, lookup, near).run());
  }

  @Override
  public Optional<Envelope> extent(Scope scope, IndexEntry.Kind kind, String word) {
    Ready state = ready.get(scope);
    if (state == null) {
      return Optional.empty();
    }
    return readers.read(ALLOWED, c -> WordLookup.extent(c, state.id(), kind, word));
  }
}
