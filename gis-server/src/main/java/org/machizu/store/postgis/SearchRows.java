package org.machizu.store.postgis;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.search.IndexEntry;
import org.machizu.search.IndexEntry.Mention;
import org.machizu.store.sql.Grams;
import org.machizu.store.sql.Sql;

/** Writes one scope's entries within one transaction; each statement takes all of them at once. */
final class SearchRows {
  /** Where something of a layer's content lies. */
  static final List<String> TABLES =
      List.of(
          "machizu.search_mention",
          "machizu.search_entry",
          "machizu.search_extent",
          "machizu.search_word");

  private static final String EXTENTS =
      """
      INSERT INTO machizu.search_extent
      SELECT m.municipality, m.scope, m.word, m.kind, min(e.w), min(e.s), max(e.e), max(e.n)
      FROM machizu.search_mention m
      JOIN machizu.search_entry e
        ON e.municipality = m.municipality AND e.scope = m.scope AND e.id = m.entry
      """;

  private static final String BY_WORD = " GROUP BY m.municipality, m.scope, m.word, m.kind";

  private final Connection connection;
  private final String municipality;
  private final long scope;

  SearchRows(Connection connection, String municipality, long scope) {
    this.connection = connection;
    this.municipality = municipality;
    this.scope = scope;
  }

  /** Adds entries that do not stand yet. */
  void add(Collection<IndexEntry> entries) throws SQLException {
    List<Long> ids = new ArrayList<>();
    List<@Nullable Envelope> boxes = new ArrayList<>();
    List<Long> mentioning = new ArrayList<>();
    List<Mention> mentions = new ArrayList<>();
    for (IndexEntry entry : entries) {
      ids.add(entry.id());
      boxes.add(entry.box());
      for (Mention mention : entry.mentions()) {
        mentioning.add(entry.id());
        mentions.add(mention);
      }
    }
    addWords(mentions);
    update(
        "INSERT INTO machizu.search_entry SELECT ?, ?, * FROM unnest(?, ?, ?, ?, ?)",
        municipality,
        scope,
        longs(ids),
        doubles(boxes.stream().map(b -> b == null ? null : b.minLon()).toArray(Double[]::new)),
        doubles(boxes.stream().map(b -> b == null ? null : b.minLat()).toArray(Double[]::new)),
        doubles(boxes.stream().map(b -> b == null ? null : b.maxLon()).toArray(Double[]::new)),
        doubles(boxes.stream().map(b -> b == null ? null : b.maxLat()).toArray(Double[]::new)));
    update(
        """
        INSERT INTO machizu.search_mention
        SELECT w.municipality, w.scope, m.entry, w.id, m.kind, m.number
        FROM unnest(?, ?, ?, ?) AS m (entry, key, kind, number)
        CROSS JOIN LATERAL (
          SELECT w.municipality, w.scope, w.id FROM machizu.search_word w
          WHERE w.municipality = ? AND w.scope = ? AND w.key = m.key LIMIT 1) w
        ON CONFLICT DO NOTHING
        """,
        longs(mentioning),
        texts(mentions.stream().map(Mention::word).toList()),
        connection.createArrayOf(
            "int2", mentions.stream().map(m -> (short) m.kind().ordinal()).toArray()),
        texts(mentions.stream().map(Mention::number).toList()),
        municipality,
        scope);
  }

  /** Words are few beside their mentions, so those that stand already are left out. */
  private void addWords(Collection<Mention> mentions) throws SQLException {
    Set<String> missing = new HashSet<>();
    mentions.forEach(m -> missing.add(m.word()));
    Sql.strings(
            connection,
            "SELECT key FROM machizu.search_word WHERE municipality = ? AND scope = ? AND key = ANY (?)",
            municipality,
            scope,
            texts(missing))
        .forEach(missing::remove);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO machizu.search_word (municipality, scope, key, grams) VALUES (?, ?, ?, ?)")) {
      for (String word : missing) {
        Sql.bind(insert, municipality, scope, word, grams(word));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private Array grams(String word) throws SQLException {
    Set<String> grams = Grams.pairs(word);
    grams.addAll(Grams.singles(word));
    return texts(grams.stream().map(gram -> scope + ":" + gram).toList());
  }

  /**
   * Takes entries out and others in, with what that means for their words.
   *
   * @param gone ids, whether they stand or not
   */
  void replace(Collection<IndexEntry> entries, Set<Long> gone) throws SQLException {
    Set<Long> ids = new HashSet<>(gone);
    entries.forEach(e -> ids.add(e.id()));
    Set<Long> touched = new HashSet<>(wordsOf(ids));
    for (String table : List.of("search_mention WHERE entry", "search_entry WHERE id")) {
      update(
          "DELETE FROM machizu." + table + " = ANY (?) AND municipality = ? AND scope = ?",
          longs(ids),
          municipality,
          scope);
    }
    add(entries);
    touched.addAll(wordsOf(ids));
    Array words = longs(touched);
    update(
        """
        DELETE FROM machizu.search_word w WHERE w.municipality = ? AND w.id = ANY (?)
        AND NOT EXISTS (
          SELECT 1 FROM machizu.search_mention m
          WHERE m.municipality = w.municipality AND m.word = w.id)
        """,
        municipality,
        words);
    update(
        "DELETE FROM machizu.search_extent WHERE municipality = ? AND scope = ? AND word = ANY (?)",
        municipality,
        scope,
        words);
    update(
        EXTENTS + "WHERE m.municipality = ? AND m.word = ANY (?)" + BY_WORD,
        municipality,
        longs(placed(words)));
  }

  /** Without the one of lots wherever they lie, which all lots bear. */
  private List<Long> placed(Array words) throws SQLException {
    return numbers(
        "SELECT id FROM machizu.search_word WHERE municipality = ? AND id = ANY (?) AND key <> ''",
        municipality,
        words);
  }

  private List<Long> wordsOf(Set<Long> ids) throws SQLException {
    return numbers(
        "SELECT DISTINCT word FROM machizu.search_mention WHERE municipality = ? AND scope = ? AND entry = ANY (?)",
        municipality,
        scope,
        longs(ids));
  }

  private List<Long> numbers(String sql, Object... values) throws SQLException {
    return Sql.strings(connection, sql, values).stream().map(Long::valueOf).toList();
  }

  /** Sums up where each word is borne; for the end of building a scope. */
  void addExtents() throws SQLException {
    update(
        EXTENTS
            + """
            WHERE m.municipality = ? AND m.scope = ? AND m.word IS DISTINCT FROM (
              SELECT id FROM machizu.search_word WHERE municipality = ? AND scope = ? AND key = '')
            """
            + BY_WORD,
        municipality,
        scope,
        municipality,
        scope);
  }

  /** Throws a scope away. */
  static void clear(Connection connection, String municipality, long scope) throws SQLException {
    for (String table : List.of("search_mention", "search_entry", "search_extent", "search_word")) {
      Sql.update(
          connection,
          "DELETE FROM machizu." + table + " WHERE municipality = ? AND scope = ?",
          municipality,
          scope);
    }
    Sql.update(
        connection,
        "DELETE FROM machizu.search_scope WHERE municipality = ? AND id = ?",
        municipality,
        scope);
  }

  private void update(String sql, @Nullable Object... values) throws SQLException {
    int unused = Sql.update(connection, sql, values);
  }

  private Array longs(Collection<Long> numbers) throws SQLException {
    return connection.createArrayOf("int8", numbers.toArray());
  }

  private Array texts(Collection<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private Array doubles(@Nullable Double[] numbers) throws SQLException {
    return connection.createArrayOf("float8", numbers);
  }
}
