package org.machizu.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;

/**
 * Words and look for a layer as JSON: {@code title} {ja, en}, {@code group}, {@code style}, {@code
 * attributes} by name {ja, en, unit}, {@code source}, {@code licence}, {@code date}, {@code
 * accuracyM}. What is absent stays as it is.
 */
final class LayerDescription {
  private LayerDescription() {}

  static Layer apply(Layer layer, JsonNode description) {
    return new Layer(
        layer.id(),
        layer.kind(),
        text(description.path("title"), layer.title()),
        description.path("group").asText(layer.group()),
        schema(layer.schema(), description.path("attributes")),
        layer.zoomRange(),
        provenance(layer.provenance(), description),
        layer.validTime());
  }

  /** The style as the catalogue keeps it. */
  static String style(JsonNode description, String present) {
    return description.path("style").isArray() ? description.get("style").toString() : present;
  }

  private static Schema schema(Schema schema, JsonNode words) {
    List<Attribute> attributes =
        schema.attributes().stream().map(a -> attribute(a, words.path(a.name()))).toList();
    return new Schema(schema.geometryType(), attributes);
  }

  private static Attribute attribute(Attribute attribute, JsonNode words) {
    return new Attribute(
        attribute.name(),
        attribute.type(),
        text(words, attribute.title()),
        textOr(words.path("unit"), attribute.unit()),
        attribute.visibility());
  }

  private static Provenance provenance(Provenance present, JsonNode description) {
    JsonNode date = description.path("date");
    JsonNode accuracy = description.path("accuracyM");
    return new Provenance(
        description.path("source").asText(present.source()),
        description.path("licence").asText(present.licence()),
        date.isTextual() ? LocalDate.parse(date.asText()) : present.date(),
        accuracy.isNumber() ? Double.valueOf(accuracy.asDouble()) : present.accuracyM());
  }

  private static LocalizedText text(JsonNode words, LocalizedText present) {
    return words.hasNonNull("ja")
        ? new LocalizedText(
            words.get("ja").asText(), words.path("en").asText(words.get("ja").asText()))
        : present;
  }

  private static @Nullable String textOr(JsonNode node, @Nullable String present) {
    return node.isTextual() ? node.asText() : present;
  }
}
