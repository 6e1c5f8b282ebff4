package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.machizu.access.AuditEntry;
import org.machizu.attachments.Attachment;
import org.machizu.attachments.Document;
import org.machizu.attachments.Document.Draft;
import org.machizu.attachments.Document.Removal;
import org.machizu.attachments.DocumentStore;

/** Documents of features in SQL. A number is taken in {@link Transactions#write}, one at a time. */
public final class SqlDocumentStore implements DocumentStore {
  private static final String SELECT =
      "SELECT number, layer, feature, title, hash, media_type, size, pages, added, author, removed, removed_by, reason FROM feature_document WHERE municipality = ? ";

  private final String municipality;
  private final Transactions transactions;

  public SqlDocumentStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  /** The table of a data file. */
  public static void createTable(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE feature_document (
          municipality TEXT NOT NULL, number INTEGER NOT NULL, layer TEXT NOT NULL,
          feature INTEGER NOT NULL, hash TEXT NOT NULL, title TEXT NOT NULL,
          media_type TEXT NOT NULL, size INTEGER NOT NULL, pages INTEGER NOT NULL,
          added TEXT NOT NULL, author TEXT NOT NULL, removed TEXT, removed_by TEXT, reason TEXT,
          PRIMARY KEY (municipality, number))
        """);
    Sql.execute(
        connection,
        "CREATE INDEX feature_document_of ON feature_document (municipality, layer, feature)");
  }

  @Override
  public Optional<Document> add(Draft draft, AuditEntry entry) {
    return transactions.write(c -> {
      if (list(c, draft.layer(), draft.feature()).size() >= MOST_OF_FEATURE) {
        return Optional.empty();
      }
      long number =
          1
              + Sql.numberOr(
                  c,
                  0,
                  "SELECT max(number) FROM feature_document WHERE municipality = ?",
                  municipality);
      Sql.update(
          c,
          "INSERT INTO feature_document (municipality, number, layer, feature, hash, title, media_type, size, pages, added, author) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          municipality,
          number,
          draft.layer(),
          draft.feature(),
          draft.content().hash(),
          draft.title(),
          draft.content().mediaType(),
          draft.content().size(),
          draft.pages(),
          Moments.text(draft.added()),
          draft.author());
      AuditLines.insert(c, municipality, entry.with("document", number));
      return find(c, number);
    });
  }

  @Override
  public List<Document> list(String layer, long feature) {
    return transactions.read(Transactions.ALLOWED, c -> list(c, layer, feature));
  }

  private List<Document> list(Connection c, String layer, long feature) throws SQLException {
    return Rows.select(
        c,
        SqlDocumentStore::document,
        SELECT + "AND layer = ? AND feature = ? AND removed IS NULL ORDER BY number LIMIT ?",
        municipality,
        layer,
        feature,
        MOST_OF_FEATURE);
  }

  @Override
  public Optional<Document> find(long number) {
    return transactions.read(Transactions.ALLOWED, c -> find(c, number));
  }

  private Optional<Document> find(Connection c, long number) throws SQLException {
    return Rows.select(
            c, SqlDocumentStore::document, SELECT + "AND number = ?", municipality, number)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Document> remove(long number, Removal removal, AuditEntry entry) {
    return transactions.write(c -> {
      int changed =
          Sql.update(
              c,
              "UPDATE feature_document SET removed = ?, removed_by = ?, reason = ? WHERE municipality = ? AND number = ? AND removed IS NULL",
              Moments.text(removal.at()),
              removal.author(),
              removal.reason(),
              municipality,
              number);
      if (changed == 0) {
        return Optional.empty();
      }
      AuditLines.insert(c, municipality, entry.with("document", number));
      return find(c, number);
    });
  }

  private static Document document(ResultSet row) throws SQLException {
    Instant added = Instant.parse(row.getString(9));
    Draft draft =
        new Draft(
            row.getString(2),
            row.getLong(3),
            row.getString(4),
            new Attachment(row.getString(5), row.getString(6), row.getLong(7), added),
            row.getInt(8),
            added,
            row.getString(10));
    String removed = row.getString(11);
    return new Document(
        row.getLong(1),
        draft,
        removed == null
            ? Optional.empty()
            : Optional.of(
                new Removal(Instant.parse(removed), row.getString(12), row.getString(13))));
  }
}
