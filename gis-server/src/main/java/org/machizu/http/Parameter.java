package org.machizu.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One query parameter of a route, for the check against unknown names and for the OpenAPI document.
 *
 * @param description one sentence with the form and what is allowed
 * @param bounds further members of its JSON schema: minimum, maximum, default, enum, items
 */
public record Parameter(String name, Type type, String description, Map<String, Object> bounds) {

  /** The name of a token's parameter, for clients that cannot send headers. */
  static final String TOKEN = "token";

  /** The parameter's JSON schema type. */
  public enum Type {
    STRING("string"),
    INTEGER("integer"),
    BOOLEAN("boolean"),
    /** Values with commas between them. */
    ARRAY("array");

    private final String jsonName;

    Type(String jsonName) {
      this.jsonName = jsonName;
    }

    String jsonName() {
      return jsonName;
    }
  }

  /**
   * A token in the address. Addresses are logged on the way, so only routes for clients that can
   * send no header take one.
   */
  public static Parameter token() {
    return text(TOKEN, "a device's token, for clients that cannot send it as a header");
  }

  public static Parameter text(String name, String description) {
    return new Parameter(name, Type.STRING, description, Map.of());
  }

  /** A text that is one of these. */
  public static Parameter oneOf(String name, String description, List<String> values) {
    return new Parameter(name, Type.STRING, description, Map.of("enum", values));
  }

  /** An address that names something. */
  public static Parameter uri(String name, String description) {
    return new Parameter(name, Type.STRING, description, Map.of("format", "uri"));
  }

  /** Texts with commas between them. */
  public static Parameter texts(String name, String description) {
    return new Parameter(
        name, Type.ARRAY, description, Map.of("items", Map.of("type", Type.STRING.jsonName())));
  }

  /** Numbers with commas between them. */
  public static Parameter numbers(String name, String description, int fewest, int most) {
    return new Parameter(
        name,
        Type.ARRAY,
        description,
        Map.of("items", Map.of("type", "number"), "minItems", fewest, "maxItems", most));
  }

  public static Parameter integer(String name, String description) {
    return new Parameter(name, Type.INTEGER, description, Map.of());
  }

  /** A whole number within bounds. */
  public static Parameter integer(
      String name, String description, int smallest, int largest, int without) {
    return new Parameter(
        name,
        Type.INTEGER,
        description,
        Map.of("minimum", smallest, "maximum", largest, "default", without));
  }

  public static Parameter truth(String name, String description) {
    return new Parameter(name, Type.BOOLEAN, description, Map.of());
  }

  /** As JSON schema. */
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type.jsonName());
    schema.putAll(bounds);
    return schema;
  }
}
