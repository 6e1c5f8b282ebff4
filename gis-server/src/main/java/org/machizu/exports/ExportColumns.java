package org.machizu.exports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/** What of each feature is written: all that is shown, some of it, or the columns of a profile. */
final class ExportColumns {
  private final Schema schema;
  private final @Nullable DataProfile profile;

  private ExportColumns(Schema schema, @Nullable DataProfile profile) {
    this.schema = schema;
    this.profile = profile;
  }

  /**
   * @param shown what the View shows
   */
  static ExportColumns of(Schema shown, ExportRequest request) {
    DataProfile profile = request.profile();
    if (profile != null) {
      // In a table the profile's own columns are the place; elsewhere the geometry stays.
      GeometryType type = request.format().equals("csv") ? GeometryType.NONE : shown.geometryType();
      return new ExportColumns(profile.schema(type), profile);
    }
    List<String> names = request.properties();
    if (names.isEmpty()) {
      return new ExportColumns(shown, null);
    }
    return new ExportColumns(
        new Schema(
            shown.geometryType(),
            names.stream().flatMap(name -> shown.find(name).stream()).toList()),
        null);
  }

  Schema schema() {
    return schema;
  }

  /**
   * @param stored as the View shows it, lon/lat
   * @param placed its geometry as it is to be written
   */
  Feature of(Feature stored, @Nullable Geometry placed) {
    Attributes attributes =
        profile == null ? stored.attributes().narrowTo(schema) : profile.row(schema, stored);
    return new Feature(stored.id(), stored.version(), placed, attributes);
  }
}
