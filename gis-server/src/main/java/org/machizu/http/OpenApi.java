package org.machizu.http;

import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OpenAPI 3.0 document, made from the route table that serves, so that the two cannot differ.
 *
 * @param title the server's
 * @param server the address that its paths begin at, without trailing slash
 * @param schemas the schemas that bodies name, by name
 */
public record OpenApi(String title, String server, Map<String, Object> schemas) {
  public static final String MEDIA_TYPE = "application/vnd.oai.openapi+json;version=3.0";

  private static final Pattern PATH_PARAMETER = Pattern.compile("[{<]([a-zA-Z]+)[}>]");

  /** What a problem is called among the schemas. */
  private static final String PROBLEM = "problem";

  /**
   * The document.
   *
   * @param below a prefix of paths: only what lies below it is told, and without it; may be empty
   */
  public Map<String, Object> document(List<Route> routes, String below) {
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    for (Route route : routes) {
      if (!below.isEmpty() && !isBelow(route.path(), below)) {
        continue;
      }
      String rest = route.path().substring(below.length()).replace('<', '{').replace('>', '}');
      String path = rest.isEmpty() ? "/" : rest;
      paths
          .computeIfAbsent(path, p -> new LinkedHashMap<>())
          .put(route.method().name().toLowerCase(Locale.ROOT), operation(route, path));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.0.3");
    document.put(
        "info",
        Map.of("title", title, "version", "1", "description", "Machizu, integrated municipal GIS"));
    document.put("servers", List.of(Map.of("url", server)));
    document.put("paths", paths);
    document.put("components", components());
    return document;
  }

  private static boolean isBelow(String path, String prefix) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  private Map<String, Object> components() {
    Map<String, Object> all = new LinkedHashMap<>(schemas);
    all.put(PROBLEM, problem());
    return Map.of(
        "schemas",
        all,
        "securitySchemes",
        Map.of(
            "session",
            Map.of("type", "apiKey", "in", "cookie", "name", SessionCookie.NAME),
            "token",
            Map.of("type", "http", "scheme", "bearer")));
  }

  private static Map<String, Object> problem() {
    Map<String, Object> text = Map.of("type", "string");
    return Map.of(
        "type",
        "object",
        "required",
        List.of("code", "title", "status"),
        "properties",
        Map.of(
            "code", Map.of("type", "string", "description", "stays as it is between versions"),
            "title", text,
            "status", Map.of("type", "integer"),
            "detail", text,
            "advice", text));
  }

  private static Map<String, Object> operation(Route route, String path) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", operationId(route.method(), path));
    operation.put("summary", route.summary());
    List<Object> parameters = new ArrayList<>();
    Matcher inPath = PATH_PARAMETER.matcher(path);
    while (inPath.find()) {
      parameters.add(
          Map.of(
              "name",
              inPath.group(1),
              "in",
              "path",
              "required",
              true,
              "schema",
              Map.of("type", "string")));
    }
    route.parameters().forEach(parameter -> parameters.add(inQuery(parameter)));
    if (route.openParameters()) {
      parameters.add(attributes());
    }
    operation.put("parameters", parameters);
    if (!route.bodies().isEmpty()) {
      operation.put("requestBody", Map.of("required", true, "content", content(route.bodies())));
    }
    Map<String, Object> responses = new LinkedHashMap<>();
    if (route.answers().isEmpty()) {
      responses.put("2XX", Map.of("description", route.summary()));
    } else {
      String status = route.method() == HandlerType.POST ? "201" : "200";
      responses.put(
          status, Map.of("description", route.summary(), "content", content(route.answers())));
    }
    responses.put("default", problemResponse());
    operation.put("responses", responses);
    if (route.audience() != Audience.ANYBODY) {
      operation.put("security", List.of(Map.of("session", List.of()), Map.of("token", List.of())));
    }
    return operation;
  }

  /** Values with commas between them stand in one parameter: {@code explode} is false. */
  private static Map<String, Object> inQuery(Parameter parameter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", parameter.name());
    json.put("in", "query");
    json.put("required", false);
    json.put("description", parameter.description());
    json.put("style", "form");
    json.put("explode", false);
    json.put("schema", parameter.schema());
    return json;
  }

  /** Parameters whose names depend on the layer, as OpenAPI has them: members of an object. */
  private static Map<String, Object> attributes() {
    return Map.of(
        "name",
        "attributes",
        "in",
        "query",
        "required",
        false,
        "description",
        "any attribute of the layer by its name: only features with this value",
        "style",
        "form",
        "explode",
        true,
        "schema",
        Map.of("type", "object", "additionalProperties", Map.of("type", "string")));
  }

  private static Map<String, Object> content(List<BodyForm> forms) {
    Map<String, Object> content = new LinkedHashMap<>();
    for (BodyForm form : forms) {
      String schema = form.schema();
      content.put(
          form.mediaType(),
          Map.of("schema", schema == null ? Map.of("type", "string") : reference(schema)));
    }
    return content;
  }

  private static Map<String, Object> reference(String schema) {
    return Map.of("$ref", "#/components/schemas/" + schema);
  }

  private static Map<String, Object> problemResponse() {
    return Map.of(
        "description",
        "a problem (RFC 9457) with a stable code and advice",
        "content",
        Map.of(Problem.MEDIA_TYPE, Map.of("schema", reference(PROBLEM))));
  }

  private static String operationId(HandlerType method, String path) {
    StringBuilder id = new StringBuilder(method.name().toLowerCase(Locale.ROOT));
    for (String part : path.split("[^a-zA-Z0-9]+", -1)) {
      if (!part.isEmpty()) {
        id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return id.toString();
  }
}
