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
 * The OpenAPI 3.0 document, made from the route table that serves, so that the two cannot differ.
 */
public final class OpenApi {
  private static final Pattern PATH_PARAMETER = Pattern.compile("[{<]([a-zA-Z]+)[}>]");

  private OpenApi() {}

  /**
   * @param base the server's address as the caller sees it, without trailing slash
   */
  public static Map<String, Object> document(List<Route> routes, String title, String base) {
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    for (Route route : routes) {
      String path = route.path().replace('<', '{').replace('>', '}');
      paths
          .computeIfAbsent(path, p -> new LinkedHashMap<>())
          .put(route.method().name().toLowerCase(Locale.ROOT), operation(route, path));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.0.3");
    document.put(
        "info",
        Map.of("title", title, "version", "1", "description", "Machizu, integrated municipal GIS"));
    document.put("servers", List.of(Map.of("url", base)));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "securitySchemes",
            Map.of(
                "session",
                Map.of("type", "apiKey", "in", "cookie", "name", SessionCookie.NAME),
                "token",
                Map.of("type", "http", "scheme", "bearer"))));
    return document;
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
    for (Parameter parameter : route.parameters()) {
      parameters.add(
          Map.of(
              "name", parameter.name(),
              "in", "query",
              "required", false,
              "description", parameter.description(),
              "schema", parameter.schema()));
    }
    operation.put("parameters", parameters);
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put("default", problemResponse());
    responses.put("2XX", Map.of("description", "as the summary says"));
    operation.put("responses", responses);
    if (route.audience() != Audience.ANYBODY) {
      operation.put("security", List.of(Map.of("session", List.of()), Map.of("token", List.of())));
    }
    return operation;
  }

  private static Map<String, Object> problemResponse() {
    return Map.of(
        "description",
        "a problem (RFC 9457) with a stable code and advice",
        "content",
        Map.of(Problem.MEDIA_TYPE, Map.of("schema", Map.of("type", "object"))));
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
