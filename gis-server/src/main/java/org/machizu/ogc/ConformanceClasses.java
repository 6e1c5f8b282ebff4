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
    return Stream.of(classes)
        .map(name -> "http://www.opengis.net/spec/" + standard + "/1.0/conf/" + name)
        .toList();
  }
}
