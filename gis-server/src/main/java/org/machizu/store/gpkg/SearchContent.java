package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.search.IndexEntry;
import org.machizu.search.IndexEntry.Mention;
import org.machizu.store.sql.Grams;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Statements;

/** Writes one scope's entries within one transaction. */
final class SearchContent implements AutoCloseable {
  private static final String EXTENTS =
      "INSERT INTO extent SELECT m.word, m.kind, min(e.w), min(e.s), max(e.e), max(e.n) FROM mention m JOIN entry e ON e.scope = ? AND e.id = m.entry ";

  private static final String BY_WORD = " GROUP BY m.word, m.kind";

  private final Connection connection;
  private final Statements statements;
  private final long scope;
  private final Map<String, Long> words;
  private final Set<Long> touched = new HashSet<>();

  /**
   * @param words ids of words that are known already; it is added to
   */
  SearchContent(Connection connection, long scope, Map<String, Long> words) {
    this.connection = connection;
    this.statements = new Statements(connection);
    this.scope = scope;
    this.words = words;
  }

  /** Adds an entry that does not stand yet. */
  void add(IndexEntry entry) throws SQLException {
    StringBuilder kept = new StringBuilder();
    for (Mention mention : entry.mentions()) {
      long word = word(mention.word());
      touched.add(word);
      int kind = mention.kind().ordinal();
      run(
          "INSERT OR IGNORE INTO mention VALUES (?, ?, ?, ?)",
          word,
          kind,
          mention.number(),
          entry.id());
      kept.append(word)
          .append('\t')
          .append(kind)
          .append('\t')
          .append(mention.number())
          .append('\n');
    }
    Envelope box = entry.box();
    run(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)",
        scope,
        entry.id(),
        box == null ? null : box.minLon(),
        box == null ? null : box.minLat(),
        box == null ? null : box.maxLon(),
        box == null ? null : box.maxLat(),
        kept.toString());
  }

  /** Sums up where each word is borne; for the end of building a scope. */
  void addExtents() throws SQLException {
    run(
        EXTENTS + "WHERE m.word IN (SELECT id FROM word WHERE scope = ? AND key <> '')" + BY_WORD,
        scope,
        scope);
  }

  /** Sums up anew where the words of the entries added and removed are borne. */
  void renewExtents() throws SQLException {
    for (long word : touched) {
      run("DELETE FROM extent WHERE word = ?", word);
      run(
          EXTENTS + "WHERE m.word IN (SELECT id FROM word WHERE id = ? AND key <> '')" + BY_WORD,
          scope,
          word);
    }
  }

  /** Takes an entry out, with words that nobody else mentions; nothing when there is none. */
  void remove(long id) throws SQLException {
    String kept =
        Sql.string(connection, "SELECT mentions FROM entry WHERE scope = ? AND id = ?", scope, id);
    if (kept == null) {
      return;
    }
    Set<Long> left = new HashSet<>();
    for (String mention : kept.split("\n")) {
      String[] parts = mention.split("\t", -1);
      long word = Long.parseLong(parts[0]);
      run(
          "DELETE FROM mention WHERE word = ? AND kind = ? AND number = ? AND entry = ?",
          word,
          Integer.parseInt(parts[1]),
          parts[2],
          id);
      left.add(word);
    }
    touched.addAll(left);
    run("DELETE FROM entry WHERE scope = ? AND id = ?", scope, id);
    for (long word : left) {
      forgetUnmentioned(word);
    }
  }

  private void forgetUnmentioned(long word) throws SQLException {
    if (Sql.number(connection, "SELECT 1 FROM mention WHERE word = ? LIMIT 1", word) != null) {
      return;
    }
    String key = Sql.string(connection, "SELECT key FROM word WHERE id = ?", word);
    if (key != null) {
      for (String gram : grams(key)) {
        run("DELETE FROM gram WHERE scope = ? AND gram = ? AND word = ?", scope, gram, word);
      }
      run("DELETE FROM word WHERE id = ?", word);
      words.remove(key);
    }
  }

  private long word(String key) throws SQLException {
    Long known = words.get(key);
    if (known != null) {
      return known;
    }
    Long stored =
        Sql.number(connection, "SELECT id FROM word WHERE scope = ? AND key = ?", scope, key);
    long id = stored != null ? stored : newWord(key);
    words.put(key, id);
    return id;
  }

  private long newWord(String key) throws SQLException {
    run("INSERT INTO word (scope, key) VALUES (?, ?)", scope, key);
    long id = Sql.numberOr(connection, 0, "SELECT last_insert_rowid()");
    for (String gram : grams(key)) {
      run("INSERT OR IGNORE INTO gram VALUES (?, ?, ?)", scope, gram, id);
    }
    return id;
  }

  /** Every two neighbouring characters, and the last one alone. */
  private static Set<String> grams(String key) {
    Set<String> grams = Grams.pairs(key);
    if (!key.isEmpty()) {
      grams.add(key.substring(key.offsetByCodePoints(key.length(), -1)));
    }
    return grams;
  }

  private void run(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    Sql.bind(statement, values);
    statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    statements.close();
  }
}
