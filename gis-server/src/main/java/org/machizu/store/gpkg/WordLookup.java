package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.search.IndexEntry.Kind;
import org.machizu.search.Scope;
import org.machizu.search.SearchIndex;
import org.machizu.search.SearchIndex.Lookup;
import org.machizu.search.SearchIndex.Match;
import org.machizu.search.text.LonLat;
import org.machizu.store.sql.LookupShare;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Statements;

/** One lookup in the index: first the words, then who mentions them. */
final class WordLookup {
  /** One parcel of a part of the town stands for all, with the box around them. */
  private static final String PLACE =
      "SELECT m.number, m.entry, x.w, x.s, x.e, x.n FROM extent x JOIN mention m ON m.word = x.word AND m.kind = x.kind WHERE x.word = ? AND x.kind = ? LIMIT 1";

  private final Connection connection;
  private final Map<Long, Scope> scopes;
  private final Lookup lookup;
  private final @Nullable LonLat near;

  private record Word(long id, long scope, String key) {}

  WordLookup(Connection connection, Map<Long, Scope> scopes, Lookup lookup, @Nullable LonLat near) {
    this.connection = connection;
    this.scopes = scopes;
    this.lookup = lookup;
    this.near = near;
  }

  List<Match> run() throws SQLException {
    List<Match> matches = new ArrayList<>();
    List<Word> words = words();
    LookupShare share = LookupShare.of(words.size());
    int most = share.most();
    int weighed = share.weighed();
    try (Statements statements = new Statements(connection)) {
      for (Word word : words) {
        if (!lookup.number().isEmpty()) {
          mentions(statements, word, Kind.LOT, most, weighed, matches);
          mentions(statements, word, Kind.ADDRESS, most, weighed, matches);
        } else if (!word.key().isEmpty()) {
          mentions(statements, word, Kind.NAME, most, weighed, matches);
          mentions(statements, word, Kind.ADDRESS, LookupShare.AT_ADDRESS, weighed, matches);
          place(statements, word, matches);
        }
      }
    }
    return matches;
  }

  private List<Word> words() throws SQLException {
    List<Object> values = new ArrayList<>();
    String condition;
    if (lookup.words().isEmpty()) {
      condition = "scope IN (" + scopeList() + ") AND key = ''";
    } else {
      String longest =
          lookup.words().stream().max(Comparator.comparingInt(String::length)).orElseThrow();
      condition = "id IN (SELECT word FROM gram WHERE scope IN (" + scopeList() + ") AND ";
      if (longest.codePointCount(0, longest.length()) == 1) {
        condition += "gram >= ? AND gram < ?)";
        values.add(longest);
        values.add(longest + LookupShare.LAST);
      } else {
        condition += "gram = ?)";
        values.add(longest.substring(0, longest.offsetByCodePoints(0, 2)));
      }
      for (String word : lookup.words()) {
        condition += " AND instr(key, ?) > 0";
        values.add(word);
      }
    }
    String sql =
        "SELECT id, scope, key FROM word WHERE " + condition + " ORDER BY length(key), key LIMIT ?";
    values.add(SearchIndex.MAX_WORDS);
    List<Word> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, values.toArray());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(new Word(row.getLong(1), row.getLong(2), row.getString(3)));
        }
      }
    }
    return found;
  }

  /** Our own numbers, so they may stand in the statement. */
  private String scopeList() {
    return scopes.keySet().stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
  }

  private void place(Statements statements, Word word, List<Match> matches) throws SQLException {
    PreparedStatement statement = statements.get(PLACE);
    Sql.bind(statement, word.id(), Kind.LOT.ordinal());
    read(statement, word, Kind.LOT, matches);
  }

  private void mentions(
      Statements statements, Word word, Kind kind, int limit, int weighed, List<Match> matches)
      throws SQLException {
    LonLat place = near;
    String chosen =
        "SELECT number, entry FROM mention WHERE word = ? AND kind = ? AND number >= ? AND number < ? ORDER BY number, entry LIMIT ?";
    String order =
        place == null
            ? " ORDER BY m.number, m.entry LIMIT ?"
            : " ORDER BY m.number <> ?, (e.w + e.e - ?) * (e.w + e.e - ?) + (e.s + e.n - ?) * (e.s + e.n - ?) NULLS LAST, m.number LIMIT ?";
    PreparedStatement statement =
        statements.get(
            "SELECT m.number, m.entry, e.w, e.s, e.e, e.n FROM ("
                + chosen
                + ") m JOIN entry e ON e.scope = ? AND e.id = m.entry"
                + order);
    List<Object> values = new ArrayList<>();
    values.addAll(
        List.of(
            word.id(),
            kind.ordinal(),
            lookup.number(),
            lookup.number() + LookupShare.LAST,
            place == null ? limit : weighed,
            word.scope()));
    if (place != null) {
      double lon = place.lon() * 2;
      double lat = place.lat() * 2;
      values.addAll(List.of(lookup.number(), lon, lon, lat, lat));
    }
    values.add(limit);
    Sql.bind(statement, values.toArray());
    read(statement, word, kind, matches);
  }

  private void read(PreparedStatement statement, Word word, Kind kind, List<Match> matches)
      throws SQLException {
    Scope scope = scopes.get(word.scope());
    try (ResultSet row = statement.executeQuery()) {
      while (row.next() && scope != null) {
        matches.add(
            new Match(
                scope,
                kind,
                word.key(),
                row.getString(1),
                row.getLong(2),
                LookupShare.box(row, 3)));
      }
    }
  }

  static Optional<Envelope> extent(Connection connection, long scope, Kind kind, String word)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT w, s, e, n FROM extent
            WHERE word = (SELECT id FROM word WHERE scope = ? AND key = ?) AND kind = ?
            """)) {
      Sql.bind(statement, scope, word, kind.ordinal());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(LookupShare.box(row, 1)) : Optional.empty();
      }
    }
  }
}
