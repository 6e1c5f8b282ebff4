package org.machizu.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.layers.LayerDescription;

/**
 * What a caller says of an import beside the file, as texts by name. Read once to tell what is
 * wrong, and again by the server that does the work.
 */
final class ImportParameters {
  /** The texts that there can be. */
  static final Set<String> FIELDS =
      Stream.concat(
              Stream.of(
                  "layer",
                  "crs",
                  "encoding",
                  "key",
                  "removeMissing",
                  "table",
                  "columns",
                  "outsideJapan",
                  "apart"),
              LayerDescription.OPTIONS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private ImportParameters() {}

  /** As a job keeps them. */
  static Map<String, Object> written(Map<String, String> fields) {
    return Map.copyOf(fields);
  }

  /** From what a job has kept. */
  static Map<String, String> read(Map<String, Object> written) {
    return written.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> e.getValue().toString()));
  }

  /**
   * @throws org.machizu.http.ProblemException telling what is allowed
   */
  static ImportOptions options(Map<String, String> fields) {
    ImportOptions options =
        ImportOptions.DEFAULT
            .withTable(fields.get("table"))
            .withColumns(columns(fields.get("columns")))
            .byKey(fields.get("key"), truth(fields, "removeMissing"))
            .withOutsideJapan(truth(fields, "outsideJapan"))
            .withPlacement(Placement.of(false, truth(fields, "apart")))
            .withDescription(LayerDescription.ofOptions(fields::get));
    String crs = fields.get("crs");
    if (crs != null) {
      options = options.withCrs(Query.parseCrs(crs));
    }
    String encoding = fields.get("encoding");
    if (encoding != null) {
      try {
        options = options.withEncoding(TextEncodings.get(encoding));
      } catch (FormatException e) {
        throw Problem.of(
                400,
                e.code(),
                "The encoding is not known",
                String.valueOf(e.getMessage()),
                e.advice())
            .asException();
      }
    }
    return options;
  }

  private static boolean truth(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badParameter(name, value, "true or false").asException();
    };
  }

  /** New attribute names by their name in the file, as a JSON object of texts. */
  private static Map<String, String> columns(@Nullable String json) {
    Map<String, String> columns = new HashMap<>();
    if (json != null) {
      JsonNode node = Json.object(json.getBytes(StandardCharsets.UTF_8));
      for (var entry : node.properties()) {
        if (!entry.getValue().isTextual()) {
          throw Problem.badParameter("columns", json, "a JSON object of texts").asException();
        }
        columns.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return columns;
  }
}
