package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.opendata.themes.MapContent;
import org.machizu.opendata.themes.MapJson;
import org.machizu.opendata.themes.StaleMapException;
import org.machizu.opendata.themes.ThematicMap;
import org.machizu.opendata.themes.ThematicMapStore;

/** Thematic maps in SQL; what they show stands in JSON. */
public final class SqlThematicMapStore implements ThematicMapStore {
  private static final String SELECT =
      "SELECT id, version, section, draft, published, published_at, changed, author FROM thematic_map WHERE municipality = ? ";

  private final String municipality;
  private final Transactions transactions;

  public SqlThematicMapStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  /** The table of a data file. */
  public static void createTable(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE thematic_map (municipality TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, section TEXT NOT NULL, draft TEXT NOT NULL, published TEXT, published_at TEXT, changed TEXT NOT NULL, author TEXT NOT NULL, PRIMARY KEY (municipality, id))");
  }

  private static ThematicMap map(ResultSet row) throws SQLException {
    String published = row.getString(5);
    String at = row.getString(6);
    return new ThematicMap(
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        MapJson.parse(row.getString(4)),
        published == null ? null : MapJson.parse(published),
        at == null ? null : Instant.parse(at),
        Instant.parse(row.getString(7)),
        row.getString(8));
  }

  @Override
  public List<ThematicMap> list() {
    return transactions.read(
        Transactions.ALLOWED,
        c -> Rows.select(c, SqlThematicMapStore::map, SELECT + "ORDER BY id", municipality));
  }

  @Override
  public Optional<ThematicMap> find(String id) {
    return transactions.read(Transactions.ALLOWED, c -> find(c, id));
  }

  private Optional<ThematicMap> find(Connection c, String id) throws SQLException {
    return Rows.select(c, SqlThematicMapStore::map, SELECT + "AND id = ?", municipality, id)
        .stream()
        .findFirst();
  }

  @Override
  public boolean add(ThematicMap map, AuditEntry entry) {
    return transactions.write(c -> {
      long maps =
          Sql.numberOr(
              c, 0, "SELECT count(*) FROM thematic_map WHERE municipality = ?", municipality);
      if (maps >= MOST || find(c, map.id()).isPresent()) {
        return false;
      }
      insert(c, map);
      AuditLines.insert(c, municipality, entry);
      return true;
    });
  }

  @Override
  public ThematicMap change(
      String id, long expected, UnaryOperator<ThematicMap> change, AuditEntry entry) {
    return transactions.write(c -> {
      ThematicMap before = get(c, id, expected);
      ThematicMap after = change.apply(before);
      ThematicMap next =
          new ThematicMap(
              id,
              before.version() + 1,
              after.section(),
              after.draft(),
              after.published(),
              after.publishedAt(),
              after.changed(),
              after.author());
      delete(c, id);
      insert(c, next);
      AuditLines.insert(c, municipality, entry.with("version", next.version()));
      return next;
    });
  }

  private ThematicMap get(Connection c, String id, long expected) throws SQLException {
    return find(c, id)
        .filter(map -> map.version() == expected)
        .orElseThrow(() -> new StaleMapException(id));
  }

  @Override
  public void remove(String id, long expected, AuditEntry entry) {
    ThematicMap unused =
        transactions.write(c -> {
          ThematicMap before = get(c, id, expected);
          delete(c, id);
          AuditLines.insert(c, municipality, entry);
          return before;
        });
  }

  private void delete(Connection c, String id) throws SQLException {
    Sql.update(c, "DELETE FROM thematic_map WHERE municipality = ? AND id = ?", municipality, id);
  }

  private void insert(Connection c, ThematicMap map) throws SQLException {
    MapContent published = map.published();
    Instant at = map.publishedAt();
    @Nullable Object[] values = {
      municipality,
      map.id(),
      map.version(),
      map.section(),
      MapJson.of(map.draft()).toString(),
      published == null ? null : MapJson.of(published).toString(),
      at == null ? null : Moments.text(at),
      Moments.text(map.changed()),
      map.author()
    };
    Sql.update(
        c,
        "INSERT INTO thematic_map (municipality, id, version, section, draft, published, published_at, changed, author) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values);
  }
}
