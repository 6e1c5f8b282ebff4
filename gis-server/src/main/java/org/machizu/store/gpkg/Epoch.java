package org.machizu.store.gpkg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.store.sql.Sql;

/**
 * The tables of a layer from one replacing import to the next.
 *
 * <ul>
 *   <li>content: {@code fid}, {@code geom}, attributes. The layer's own table in the present epoch.
 *   <li>box: the content's R*Tree.
 *   <li>version: the revision of a feature's state; a feature without a row is at {@link #start}.
 *   <li>history: states that ended, with the revisions [from, to), and their R*Tree {@code
 *       historyBox}, which lags behind other programs' edits up to the epoch's {@code
 *       history_indexed}.
 *   <li>log: which features a revision changed; revision 0 stands for {@link #start}.
 * </ul>
 *
 * @param id unique in the file
 * @param layer the layer's short id
 * @param start the revision that began it
 * @param end the revision that ended it; null for the present epoch
 * @param schema the attributes in its time
 * @param columns the column of each attribute
 */
record Epoch(
    long id,
    String layer,
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

  String content() {
    return end == null ? layer : shadowContent();
  }

  String box() {
    return end == null ? "rtree_" + layer + "_geom" : shadowBox();
  }

  /** The content's name before and after its time as the layer's own table. */
  String shadowContent() {
    return side("content");
  }

  String shadowBox() {
    return side("box");
  }

  String version() {
    return side("version");
  }

  String history() {
    return side("history");
  }

  String historyBox() {
    return side("history_box");
  }

  String log() {
    return side("log");
  }

  /** Where another program's REPLACE lays the row it is about to overwrite. */
  String replaced() {
    return side("replaced");
  }

  private String side(String what) {
    return "machizu_e" + id + "_" + what;
  }

  /** The column of an attribute, or null when this epoch has none of that name and type. */
  @Nullable String findColumn(Attribute attribute) {
    int index = schema.indexOf(attribute.name());
    return index >= 0 && schema.attributes().get(index).type() == attribute.type()
        ? columns.get(index)
        : null;
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
      sql.append(hasGeometry() ? ", " + prefix + Columns.GEOMETRY : ", NULL");
    }
    for (Attribute attribute : other.schema.attributes()) {
      String column = findColumn(attribute);
      sql.append(column == null ? ", NULL" : ", " + prefix + Sql.name(column));
    }
    return sql.toString();
  }

  Epoch with(Schema otherSchema, List<String> otherColumns) {
    return new Epoch(id, layer, start, end, otherSchema, otherColumns);
  }
}
