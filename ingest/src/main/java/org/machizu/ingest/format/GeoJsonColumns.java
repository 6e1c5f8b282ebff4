package org.machizu.ingest.format;

import java.util.Map;
import org.machizu.geo.feature.Schema;

/**
 * What the features of a GeoJSON file look like.
 *
 * @param schema under the names wanted
 * @param indexByFileName position in the schema by the name in the file
 */
record GeoJsonColumns(Schema schema, Map<String, Integer> indexByFileName) {
  GeoJsonColumns {
    indexByFileName = Map.copyOf(indexByFileName);
  }
}
