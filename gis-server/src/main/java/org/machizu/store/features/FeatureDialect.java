package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Envelope;
import org.machizu.store.sql.Condition;

/** What the two databases cannot be told, and do not tell, of features in the same words. */
public interface FeatureDialect {
  /** NULL as a value of a column. */
  String nothing(AttributeType type);

  /** NULL as a value of the column of geometries. */
  String noGeometry();

  /** How a column is read, so that what Java does not know of its type is NULL. */
  String read(String column, AttributeType type);

  /** The mark for a value of a type in a statement. */
  String mark(AttributeType type);

  /** How values are compared. */
  Comparisons comparisons();

  /** Rows whose box may meet the given one, by the spatial index. */
  Condition inBox(RowSource source, Envelope box);

  /** How values get into columns and out of them. */
  StoredValues values();

  /** The mark for a sort key's value out of a token. */
  String sortMark(AttributeType type);

  /** A query for the ids in a parameter that is {@link #list}: one column, {@code value}. */
  String listedIds();

  /** Ids as a parameter of {@link #listedIds}: a JSON array. */
  static String list(List<Long> ids) {
    return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  /** The bytes of a geometry, which is not read to know them. */
  String bytes(String geometry);

  /** Joins two tables; the first is read first, when the database can be told so. */
  String joinInOrder();

  /**
   * Makes a temporary table, or empties it when it is there.
   *
   * @param columns names of columns of ids, the first one the key
   */
  void makeTemporary(Connection connection, String table, List<String> columns) throws SQLException;

  /**
   * Brings the spatial index of content that is being built up to date with some of its rows.
   *
   * @param which a query for their ids
   */
  void reindex(Connection connection, Epoch epoch, String which) throws SQLException;

  /** How many rows of a sorted page are fetched with one statement. */
  int rowsAtOnce();
}
