package org.machizu.transfer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/**
 * A layer from one replacing import to the next.
 *
 * @param number counts from 1, the oldest that is kept
 * @param start the revision that began it
 * @param end the revision that ended it; null for the present one, which is the last
 * @param schema the attributes in its time
 * @param raster JSON: what its pixels are; null for features, and for pixels that have not come yet
 */
public record EpochHead(
    String layer,
    int number,
    long start,
    @Nullable Long end,
    Schema schema,
    @Nullable String raster) {

  public boolean hasGeometry() {
    return schema.geometryType() != GeometryType.NONE;
  }

  String describe() {
    return "%d to %s, %s %s, pixels %s"
        .formatted(start, end, schema.geometryType(), schema.attributes(), raster);
  }

  /** The columns of its rows: those before, then the geometry where there is one, then values. */
  List<String> columns(String... before) {
    List<String> columns = new ArrayList<>(List.of(before));
    if (hasGeometry()) {
      columns.add("geometry");
    }
    schema.attributes().forEach(attribute -> columns.add(attribute.name()));
    return columns;
  }
}
