package org.machizu.store.postgis;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.search.IndexEntry.Kind;
import org.machizu.search.Scope;
import org.machizu.search.SearchIndex;
import org.machizu.search.SearchIndex.Lookup;
import org.machizu.search.SearchIndex.Match;
import org.machizu.search.text.LonLat;
import org.machizu.store.sql.Grams;
import org.machizu.store.sql.LookupShare;
import org.machizu.store.sql.Sql;

/**
 * One lookup in the index: first the words, then who mentions them. Each is one statement over all
 * scopes and words, since every statement travels to the database and back.
 */
final class SearchLookup {
  private static final String WORDS =
      """
      SELECT w.id, s.id, w.key, asked.place
      FROM unnest(?, ?, ?) WITH ORDINALITY AS asked (layer, entitlement, shows, place)
      JOIN machizu.search_scope s
        ON s.municipality = ? AND s.layer = asked.layer AND s.entitlement = asked.entitlement
        AND s.shows = asked.shows AND s.finished
      CROSS JOIN LATERAL (
        SELECT w.id, w.key FROM machizu.search_word w
        WHERE w.municipality = s.municipality AND w.scope = s.id AND %s) w
      ORDER BY length(w.key), w.key, s.id LIMIT ?
      """;

  private static final String MENTIONS =
      """
      SELECT w.place, m.kind, m.number, m.entry, m.w, m.s, m.e, m.n
      FROM unnest(?, ?) WITH ORDINALITY AS w (id, scope, place)
      CROSS JOIN unnest(?, ?) WITH ORDINALITY AS k (kind, most, place)
      CROSS JOIN (VALUES (?::text, ?::float8, ?::float8)) AS p (number, lon, lat)
      CROSS JOIN LATERAL (
        SELECT k.kind, c.number, c.entry, e.w, e.s, e.e, e.n, row_number() OVER (ORDER BY %1$s) AS rank
        FROM (
          SELECT number, entry FROM machizu.search_mention
          WHERE municipality = ? AND word = w.id AND kind = k.kind AND number >= ? AND number < ?
          ORDER BY number, entry LIMIT ?) c
        JOIN machizu.search_entry e ON e.municipality = ? AND e.scope = w.scope AND e.id = c.entry
        ORDER BY %1$s LIMIT k.most) m
      ORDER BY w.place, k.place, m.rank
      """;

  private static final String BY_NUMBER = "c.number, c.entry";

  private static final String BY_DISTANCE =
      "c.number <> p.number, (e.w + e.e - p.lon) ^ 2 + (e.s + e.n - p.lat) ^ 2 NULLS LAST, c.number, c.entry";

  /** One parcel of a part of the town stands for all, with the box around them. */
  private static final String PLACES =
      """
      SELECT w.place, x.kind, m.number, m.entry, x.w, x.s, x.e, x.n
      FROM unnest(?, ?) WITH ORDINALITY AS w (id, scope, place)
      JOIN machizu.search_extent x
        ON x.municipality = ? AND x.scope = w.scope AND x.word = w.id AND x.kind = ?
      CROSS JOIN LATERAL (
        SELECT number, entry FROM machizu.search_mention
        WHERE municipality = x.municipality AND word = w.id AND kind = x.kind
        ORDER BY number, entry LIMIT 1) m
      ORDER BY w.place
      """;

  private final Connection connection;
  private final String municipality;
  private final List<Scope> scopes;
  private final Lookup lookup;
  private final @Nullable LonLat near;

  /**
   * @param place of its scope among those asked
   */
  private record Word(long id, long scope, String key, int place) {}

  /**
   * @param word its place among the words
   */
  private record Placed(int word, Match match) {}

  SearchLookup(
      Connection connection,
      String municipality,
      List<Scope> scopes,
      Lookup lookup,
      @Nullable LonLat near) {
    this.connection = connection;
    this.municipality = municipality;
    this.scopes = scopes;
    this.lookup = lookup;
    this.near = near;
  }

  /** The shortest words first, and of each what is called so before what stands there. */
  List<Match> run() throws SQLException {
    if (isUnstorable(lookup.number() + String.join("", lookup.words()))) {
      return List.of();
    }
    boolean isNumbered = !lookup.number().isEmpty();
    List<Word> words =
        words().stream().filter(word -> isNumbered || !word.key().isEmpty()).toList();
    if (words.isEmpty()) {
      return List.of();
    }
    List<Placed> found = new ArrayList<>(mentions(words, isNumbered));
    if (!isNumbered) {
      found.addAll(places(words));
      found.sort(Comparator.comparingInt(Placed::word));
    }
    return found.stream().map(Placed::match).toList();
  }

  /** No text of PostgreSQL has a NUL. */
  static boolean isUnstorable(String text) {
    return text.indexOf('\0') >= 0;
  }

  private List<Word> words() throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(texts(scopes.stream().map(scope -> scope.layer().name()).toList()));
    values.add(texts(scopes.stream().map(Scope::entitlement).toList()));
    values.add(texts(scopes.stream().map(Scope::shows).toList()));
    values.add(municipality);
    String condition = "w.key = ''";
    if (!lookup.words().isEmpty()) {
      condition = "w.grams @> ARRAY (SELECT s.id || ':' || gram FROM unnest(?) AS gram)";
      values.add(texts(lookup.words().stream().flatMap(word -> grams(word).stream()).toList()));
      for (String word : lookup.words()) {
        condition += " AND strpos(w.key, ?) > 0";
        values.add(word);
      }
    }
    values.add(SearchIndex.MAX_WORDS);
    List<Word> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(WORDS.formatted(condition))) {
      Sql.bind(statement, values.toArray());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(new Word(row.getLong(1), row.getLong(2), row.getString(3), row.getInt(4) - 1));
        }
      }
    }
    return found;
  }

  private static Set<String> grams(String word) {
    Set<String> pairs = Grams.pairs(word);
    return pairs.isEmpty() ? Grams.singles(word) : pairs;
  }

  private List<Placed> mentions(List<Word> words, boolean isNumbered) throws SQLException {
    LookupShare share = LookupShare.of(words.size());
    long ofAddress = isNumbered ? share.most() : LookupShare.AT_ADDRESS;
    List<@Nullable Object> values = new ArrayList<>();
    values.add(longs(words.stream().map(Word::id).toList()));
    values.add(longs(words.stream().map(Word::scope).toList()));
    values.add(longs(List.of(kind(isNumbered ? Kind.LOT : Kind.NAME), kind(Kind.ADDRESS))));
    values.add(longs(List.of((long) share.most(), ofAddress)));
    values.add(lookup.number());
    values.add(near == null ? null : near.lon() * 2);
    values.add(near == null ? null : near.lat() * 2);
    values.add(municipality);
    values.add(lookup.number());
    values.add(lookup.number() + LookupShare.LAST);
    values.add(share.weighed());
    values.add(municipality);
    return placed(MENTIONS.formatted(near == null ? BY_NUMBER : BY_DISTANCE), values, words);
  }

  private List<Placed> places(List<Word> words) throws SQLException {
    List<@Nullable Object> values =
        List.of(
            longs(words.stream().map(Word::id).toList()),
            longs(words.stream().map(Word::scope).toList()),
            municipality,
            kind(Kind.LOT));
    return placed(PLACES, values, words);
  }

  private List<Placed> placed(String sql, List<@Nullable Object> values, List<Word> words)
      throws SQLException {
    List<Placed> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, values.toArray());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          int place = row.getInt(1) - 1;
          Word word = words.get(place);
          found.add(
              new Placed(
                  place,
                  new Match(
                      scopes.get(word.place()),
                      Kind.values()[row.getInt(2)],
                      word.key(),
                      row.getString(3),
                      row.getLong(4),
                      LookupShare.box(row, 5))));
        }
      }
    }
    return found;
  }

  private static long kind(Kind kind) {
    return kind.ordinal();
  }

  private Array longs(List<Long> numbers) throws SQLException {
    return connection.createArrayOf("int8", numbers.toArray());
  }

  private Array texts(List<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  static Optional<Envelope> extent(
      Connection connection, String municipality, long scope, Kind kind, String word)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT x.w, x.s, x.e, x.n FROM machizu.search_word w
            JOIN machizu.search_extent x
              ON x.municipality = w.municipality AND x.scope = w.scope AND x.word = w.id
            WHERE w.municipality = ? AND w.scope = ? AND w.key = ? AND x.kind = ?
            """)) {
      Sql.bind(statement, municipality, scope, word, kind.ordinal());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(LookupShare.box(row, 1)) : Optional.empty();
      }
    }
  }
}
