package org.machizu.ogc;

import java.util.List;
import java.util.stream.Stream;

/** The classes of the OGC's standards that the interface keeps to. */
final class ConformanceClasses {
  /** Their addresses. */
  static final List<String> ALL =
      Stream.of(
              of("ogcapi-features-1", "core", "oas30", "html", "geojson"),
              of("ogcapi-features-2", "crs"),
              of(
                  "ogcapi-features-3",
                  "queryables",
                  "queryables-query-parameters",
                  "filter",
                  "features-filter"),
              of(
                  "ogcapi-tiles-1",
                  "core",
                  "tileset",
                  "tilesets-list",
                  "dataset-tilesets",
                  "geodata-tilesets",
                  "collections-selection",
                  "mvt",
                  "png"),
              of(
                  "ogcapi-records-1",
                  "record-core",
                  "record-collection",
                  "record-core-query-parameters",
                  "record-api",
                  "json"),
              draft("ogcapi-styles-1", "core", "mapbox-styles"),
              of(
                  "ogcapi-features-4",
                  "create-replace-delete",
                  "update",
                  "optimistic-locking-etags",
                  "features"),
              of(
                  "ogcapi-features-5",
                  "schemas",
                  "core-roles-features",
                  "returnables-and-receivables",
                  "queryables",
                  "sortables"),
              of(
                  "cql2",
                  "cql2-text",
                  "cql2-json",
                  "basic-cql2",
                  "advanced-comparison-operators",
                  "case-insensitive-comparison",
                  "accent-insensitive-comparison",
                  "basic-spatial-functions",
                  "basic-spatial-functions-plus",
                  "spatial-functions",
                  "temporal-functions",
                  "array-functions",
                  "property-property",
                  "arithmetic"))
          .flatMap(List::stream)
          .toList();

  private ConformanceClasses() {}

  private static List<String> of(String standard, String... classes) {
    return of(standard, "1.0", classes);
  }

  /** Of a standard that has no number yet. */
  private static List<String> draft(String standard, String... classes) {
    return of(standard, "0.0", classes);
  }

  private static List<String> of(String standard, String version, String[] classes) {
    return Stream.of(classes)
        .map(name -> "http://www.opengis.net/spec/%s/%s/conf/%s".formatted(standard, version, name))
        .toList();
  }
}
