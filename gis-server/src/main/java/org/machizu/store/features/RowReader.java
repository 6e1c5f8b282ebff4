package org.machizu.store.features;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.store.sql.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns rows of a source (fid, version, geometry, attributes) into features. */
public final class RowReader {
  private static final Logger LOG = LoggerFactory.getLogger(RowReader.class);

  private final Epoch epoch;
  private final Schema schema;

  /**
   * @param schema the attributes that features get
   */
  public RowReader(Epoch epoch, Schema schema) {
    this.epoch = epoch;
    this.schema = schema;
  }

  /** The columns to select, in the order that {@link #read} wants. */
  public String select(RowSource source) {
    StringBuilder sql = new StringBuilder("SELECT t.fid, ").append(source.version());
    sql.append(epoch.hasGeometry() ? ", t.geom" : ", " + epoch.dialect().noGeometry());
    for (Attribute attribute : schema.attributes()) {
      String column = epoch.findColumn(attribute);
      sql.append(", ")
          .append(
              column == null ? epoch.dialect().nothing(attribute.type()) : "t." + Sql.name(column));
    }
    return sql.append(" FROM ").append(source.from()).toString();
  }

  public Feature read(ResultSet row) throws SQLException {
    return new Feature(
        row.getLong(1), new Revision(row.getLong(2)), geometry(row), attributes(row));
  }

  private Attributes attributes(ResultSet row) throws SQLException {
    List<Attribute> list = schema.attributes();
    @Nullable Object[] values = new @Nullable Object[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = epoch.dialect().values().value(row, i + 4, list.get(i).type());
    }
    return Attributes.of(schema, values);
  }

  private @Nullable Geometry geometry(ResultSet row) throws SQLException {
    return geometry(row, 3, epoch);
  }

  /**
   * A feature's place, from a row whose first column is its id. What is damaged or not on the globe
   * is no place.
   */
  static @Nullable Geometry geometry(ResultSet row, int column, Epoch epoch) throws SQLException {
    try {
      Geometry stored = epoch.dialect().values().geometry(row, column);
      if (stored == null || Envelope.of(stored).isEmpty()) { // throws when it is not on the globe
        return null;
      }
      return single(stored, epoch);
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "feature {} of layer {} has a damaged geometry ({}); it is taken as having no place",
          row.getLong(1),
          epoch.layer(),
          e.getMessage());
      return null;
    }
  }

  /** A multi geometry of one part is given as that part, unless the layer mixes kinds. */
  public static Geometry single(Geometry stored, Epoch epoch) {
    boolean single =
        stored instanceof GeometryCollection
            && stored.getNumGeometries() == 1
            && epoch.schema().geometryType() != GeometryType.MIXED;
    return single ? stored.getGeometryN(0) : stored;
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
