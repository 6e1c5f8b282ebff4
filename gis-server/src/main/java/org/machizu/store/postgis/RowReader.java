package org.machizu.store.postgis;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.store.sql.Sql;

/** Turns rows of a source (fid, version, geometry, attributes) into features. */
final class RowReader {
  private final Epoch epoch;
  private final Schema schema;

  /**
   * @param schema the attributes that features get
   */
  RowReader(Epoch epoch, Schema schema) {
    this.epoch = epoch;
    this.schema = schema;
  }

  /** The columns to select, in the order that {@link #read} wants. */
  String select(RowSource source) {
    StringBuilder sql = new StringBuilder("SELECT t.fid, ").append(source.version());
    sql.append(epoch.hasGeometry() ? ", t.geom" : ", NULL::geometry");
    for (Attribute attribute : schema.attributes()) {
      String column = epoch.findColumn(attribute);
      sql.append(", ")
          .append(
              column == null
                  ? "NULL::" + Columns.bareType(attribute.type())
                  : "t." + Sql.name(column));
    }
    return sql.append(" FROM ").append(source.from()).toString();
  }

  Feature read(ResultSet row) throws SQLException {
    return new Feature(
        row.getLong(1),
        new Revision(row.getLong(2)),
        Geometries.shown(Geometries.stored(row, 3), epoch, row.getLong(1)),
        attributes(row));
  }

  private Attributes attributes(ResultSet row) throws SQLException {
    List<Attribute> list = schema.attributes();
    @Nullable Object[] values = new @Nullable Object[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.fromSql(row, i + 4, list.get(i).type());
    }
    return Attributes.of(schema, values);
  }

  /** The schema with everything that two purposes need. */
  static Schema with(Schema shown, Schema all, List<String> further) {
    List<Attribute> attributes = new ArrayList<>(shown.attributes());
    for (String name : further) {
      if (shown.indexOf(name) < 0) {
        all.find(name).ifPresent(attributes::add);
      }
    }
    return attributes.size() == shown.size() ? shown : new Schema(shown.geometryType(), attributes);
  }
}
