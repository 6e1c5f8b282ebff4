package org.machizu.store.features;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.store.sql.Sql;

/**
 * The tables of a layer from one replacing import to the next. Their names are ready for SQL.
 *
 * <ul>
 *   <li>content: {@code fid}, {@code geom}, attributes.
 *   <li>version: the revision of a feature's state; a feature without a row is at {@link #start}.
 *   <li>history: states that ended, with the revisions [from, to).
 *   <li>log: which features a revision changed; revision 0 stands for {@link #start}.
 *   <li>others beside them that only the one or the other store has: {@link #side}.
 * </ul>
 *
 * @param dialect how the database is spoken to in which the tables stand
 * @param id unique in the database
 * @param layer the layer's short id
 * @param content the table of the content
 * @param sides how the names of all other tables begin
 * @param start the revision that began it
 * @param end the revision that ended it; null for the present epoch
 * @param schema the attributes in its time
 * @param columns the column of each attribute
 */
public record Epoch(
    FeatureDialect dialect,
    long id,
    String layer,
    String content,
    String sides,
    Revision start,
    @Nullable Revision end,
    Schema schema,
    List<String> columns) {
  /** The columns of ids and of geometries, in both stores. */
  public static final String ID = "fid";

  public static final String GEOMETRY = "geom";

  public Epoch {
    columns = List.copyOf(columns);
  }

  public boolean hasGeometry() {
    return schema.geometryType() != GeometryType.NONE;
  }

  public String version() {
    return side("version");
  }

  public String history() {
    return side("history");
  }

  public String log() {
    return side("log");
  }

  /** The name of a table that stands beside the content. */
  public String side(String what) {
    return sides + what;
  }

  /** The column of an attribute, or null when this epoch has none of that name and type. */
  public @Nullable String findColumn(Attribute attribute) {
    int index = schema.indexOf(attribute.name());
    return index >= 0 && schema.attributes().get(index).type() == attribute.type()
        ? columns.get(index)
        : null;
  }

  /** All columns but fid, each with a comma before it. */
  public String allColumns(String prefix) {
    String geometry = hasGeometry() ? ", " + prefix + GEOMETRY : "";
    return geometry
        + columns.stream().map(c -> ", " + prefix + Sql.name(c)).collect(Collectors.joining());
  }

  /**
   * The columns of this epoch's rows that answer to another's, in the other's order and each with a
   * comma before it: geometry and attributes, NULL where this one has none of that name and type.
   *
   * @param prefix stands before each column
   */
  public String columnsFor(Epoch other, String prefix) {
    StringBuilder sql = new StringBuilder();
    if (other.hasGeometry()) {
      sql.append(", ").append(hasGeometry() ? prefix + GEOMETRY : dialect.noGeometry());
    }
    for (Attribute attribute : other.schema.attributes()) {
      String column = findColumn(attribute);
      sql.append(", ")
          .append(column == null ? dialect.nothing(attribute.type()) : prefix + Sql.name(column));
    }
    return sql.toString();
  }

  public Epoch with(Schema otherSchema, List<String> otherColumns) {
    return new Epoch(dialect, id, layer, content, sides, start, end, otherSchema, otherColumns);
  }

  public Epoch startingAt(Revision revision) {
    return new Epoch(dialect, id, layer, content, sides, revision, end, schema, columns);
  }
}
