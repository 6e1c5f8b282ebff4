package org.machizu.store.postgis;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.store.sql.Sql;

/**
 * The tables of a layer from one replacing import to the next. They keep their names for ever, so
 * that a reader who has read the catalogue finds what it told, whatever others do meanwhile.
 *
 * <ul>
 *   <li>content: {@code fid}, {@code geom}, attributes.
 *   <li>version: the revision of a feature's state; a feature without a row is at {@link #start}.
 *   <li>history: states that ended, with the revisions [from, to).
 *   <li>log: which features a revision changed; revision 0 stands for {@link #start}.
 *   <li>pixels: tiles or blocks, in the place of all of these in a layer of pixels.
 *   <li>outside: what other programs did, until a server has numbered it (see {@link Outside}).
 * </ul>
 *
 * @param id unique in the database
 * @param layer the layer's short id
 * @param apart whether the tables lie in the schema that only the server sees
 * @param start the revision that began it
 * @param end the revision that ended it; null for the present epoch
 * @param schema the attributes in its time
 * @param columns the column of each attribute
 */
record Epoch(
    long id,
    String layer,
    boolean apart,
    Revision start,
    @Nullable Revision end,
    Schema schema,
    List<String> columns) {

  Epoch {
    columns = List.copyOf(columns);
  }

  boolean hasGeometry() {
    return schema.geometryType() != GeometryType.NONE;
  }

  /** A table's name with its schema, quoted, as all of these. */
  String content() {
    return side("content");
  }

  String version() {
    return side("version");
  }

  String history() {
    return side("history");
  }

  String log() {
    return side("log");
  }

  String outside() {
    return side("outside");
  }

  String pixels() {
    return side("pixels");
  }

  /** The function that the content's triggers call. */
  String changed() {
    return side("changed");
  }

  private String side(String what) {
    return (apart ? Migrations.PERSONAL : Migrations.LAYERS) + "." + sideName(what);
  }

  /** Without the schema. */
  String sideName(String what) {
    return "e" + id + "_" + what;
  }

  /** The column of an attribute, or null when this epoch has none of that name and type. */
  @Nullable String findColumn(Attribute attribute) {
    int index = schema.indexOf(attribute.name());
    return index >= 0 && schema.attributes().get(index).type() == attribute.type()
        ? columns.get(index)
        : null;
  }

  /** All columns but fid, each with a comma before it. */
  String allColumns(String prefix) {
    String geometry = hasGeometry() ? ", " + prefix + Columns.GEOMETRY : "";
    return geometry
        + columns.stream().map(c -> ", " + prefix + Sql.name(c)).collect(Collectors.joining());
  }

  /**
   * The columns of this epoch's rows that answer to another's, in the other's order and each with a
   * comma before it: geometry and attributes, NULL where this one has none of that name and type.
   *
   * @param prefix stands before each column
   */
  String columnsFor(Epoch other, String prefix) {
    StringBuilder sql = new StringBuilder();
    if (other.hasGeometry()) {
      sql.append(hasGeometry() ? ", " + prefix + Columns.GEOMETRY : ", NULL::geometry");
    }
    for (Attribute attribute : other.schema.attributes()) {
      String column = findColumn(attribute);
      sql.append(
          column == null
              ? ", NULL::" + Columns.bareType(attribute.type())
              : ", " + prefix + Sql.name(column));
    }
    return sql.toString();
  }

  Epoch with(Schema otherSchema, List<String> otherColumns) {
    return new Epoch(id, layer, apart, start, end, otherSchema, otherColumns);
  }

  Epoch endingAt(@Nullable Revision revision) {
    return new Epoch(id, layer, apart, start, revision, schema, columns);
  }

  Epoch startingAt(Revision revision) {
    return new Epoch(id, layer, apart, revision, end, schema, columns);
  }
}
