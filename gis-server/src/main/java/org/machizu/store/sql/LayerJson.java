package org.machizu.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.access.LayerRule;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.layers.RuleJson;

/** How a layer's entry and schema stand in the file: JSON with fixed names, readable by hand. */
public final class LayerJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LayerJson() {}

  /** A schema with the column of each attribute. */
  public record Table(Schema schema, List<String> columns) {
    public Table {
      columns = List.copyOf(columns);
    }
  }

  public static String writeTable(Schema schema, List<String> columns) {
    ObjectNode root = JSON.createObjectNode();
    root.put("geometryType", schema.geometryType().name());
    ArrayNode list = root.putArray("attributes");
    for (int i = 0; i < schema.size(); i++) {
      Attribute a = schema.attributes().get(i);
      ObjectNode node = list.addObject();
      node.put("name", a.name());
      node.put("column", columns.get(i));
      node.put("type", a.type().name());
      put(node, "title", a.title());
      node.put("unit", a.unit());
      node.put("visibility", a.visibility().name());
    }
    return root.toString();
  }

  public static Table readTable(String json) {
    JsonNode root = parse(json);
    List<Attribute> attributes = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (JsonNode node : root.get("attributes")) {
      attributes.add(
          new Attribute(
              node.get("name").asText(),
              AttributeType.valueOf(node.get("type").asText()),
              localized(node.get("title")),
              textOrNull(node.get("unit")),
              AttributeVisibility.valueOf(node.get("visibility").asText())));
      columns.add(node.get("column").asText());
    }
    GeometryType type = GeometryType.valueOf(root.get("geometryType").asText());
    return new Table(new Schema(type, attributes), columns);
  }

  /** Everything of the entry but the schema, which belongs to the epoch. */
  public static String writeEntry(Layer layer) {
    ObjectNode root = JSON.createObjectNode();
    if (layer.kind().isRaster()) {
      root.put("kind", layer.kind().name());
    }
    put(root, "title", layer.title());
    root.put("group", layer.group());
    root.putObject("zoom").put("min", layer.zoomRange().min()).put("max", layer.zoomRange().max());
    Provenance p = layer.provenance();
    LocalDate date = p.date();
    root.putObject("provenance")
        .put("source", p.source())
        .put("licence", p.licence())
        .put("date", date == null ? null : date.toString())
        .put("accuracyM", p.accuracyM());
    ValidTime time = layer.validTime();
    if (time != null) {
      root.putObject("validTime").put("from", time.from()).put("to", time.to());
    }
    return root.toString();
  }

  public static Layer readEntry(LayerId id, String json, Schema schema) {
    JsonNode root = parse(json);
    JsonNode zoom = root.get("zoom");
    JsonNode p = root.get("provenance");
    String date = textOrNull(p.get("date"));
    JsonNode time = root.get("validTime");
    return new Layer(
        id,
        LayerKind.valueOf(root.path("kind").asText(LayerKind.FEATURES.name())),
        localized(root.get("title")),
        root.get("group").asText(),
        schema,
        new ZoomRange(zoom.get("min").asInt(), zoom.get("max").asInt()),
        new Provenance(
            p.get("source").asText(),
            p.get("licence").asText(),
            date == null ? null : LocalDate.parse(date),
            p.get("accuracyM").isNull() ? null : p.get("accuracyM").asDouble()),
        time == null ? null : new ValidTime(time.get("from").asText(), textOrNull(time.get("to"))));
  }

  public static LayerRule readRule(String json) {
    return RuleJson.read(parse(json));
  }

  private static void put(ObjectNode node, String field, LocalizedText text) {
    node.putObject(field).put("ja", text.ja()).put("en", text.en());
  }

  private static LocalizedText localized(JsonNode node) {
    return new LocalizedText(node.get("ja").asText(), node.get("en").asText());
  }

  private static @Nullable String textOrNull(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node.asText();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the catalogue's entry is damaged: " + json, e);
    }
  }
}
