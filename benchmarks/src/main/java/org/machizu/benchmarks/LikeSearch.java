package org.machizu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.FeatureReader;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.ReadOptions;
import org.machizu.ingest.format.Row;

/**
 * What a GIS with a plain search does: one text for each lot and facility in an FTS5 table of
 * SQLite with trigrams, asked by {@code LIKE}; the shortest texts come first. In this process,
 * without HTTP.
 */
final class LikeSearch implements AutoCloseable {
  private static final int HITS = 11;
  private static final String QUESTION =
      "SELECT text FROM lots WHERE text LIKE '%' || ? || '%' ORDER BY length(text) LIMIT " + HITS;

  private final Path file;
  private final Connection connection;
  private final PreparedStatement question;
  private long count;

  private LikeSearch(Path file) throws SQLException {
    this.file = file;
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("CREATE VIRTUAL TABLE lots USING fts5(text, tokenize = 'trigram')");
    }
    question = connection.prepareStatement(QUESTION);
  }

  /**
   * @param samples the folder with the sample town's files
   */
  static LikeSearch of(Path samples) throws IOException, SQLException, FormatException {
    LikeSearch search = new LikeSearch(Files.createTempFile("machizu-bench-", ".db"));
    search.connection.setAutoCommit(false);
    search.fill(samples.resolve("parcels.zip"), "大字", "丁目", "地番");
    search.fill(samples.resolve("facilities.csv"), "名称", "所在地_連結表記");
    search.connection.commit();
    search.connection.setAutoCommit(true);
    return search;
  }

  private void fill(Path file, String... attributes)
      throws IOException, SQLException, FormatException {
    try (FeatureReader rows =
            Formats.standard().detect(file).open(file, ReadOptions.DEFAULT, problem -> {});
        PreparedStatement insert = connection.prepareStatement("INSERT INTO lots VALUES (?)")) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        StringBuilder text = new StringBuilder();
        for (String attribute : attributes) {
          @Nullable Object value = row.attributes().get(attribute);
          text.append(value == null ? "" : value);
        }
        insert.setString(1, text.toString());
        insert.executeUpdate();
        count++;
      }
    }
  }

  long count() {
    return count;
  }

  List<String> ask(String text) throws SQLException {
    List<String> found = new ArrayList<>();
    question.setString(1, text);
    try (ResultSet row = question.executeQuery()) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  @Override
  public void close() throws SQLException, IOException {
    question.close();
    connection.close();
    Files.delete(file);
  }
}
