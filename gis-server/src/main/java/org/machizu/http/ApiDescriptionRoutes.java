package org.machizu.http;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The OpenAPI document of everything that is served. */
public final class ApiDescriptionRoutes {
  private final String title;
  private final Map<String, Object> schemas;
  private final Supplier<List<Route>> table;

  /**
   * @param schemas those that routes name, by name
   * @param table the whole route table, this route included; asked when the document is
   */
  public ApiDescriptionRoutes(
      String title, Map<String, Object> schemas, Supplier<List<Route>> table) {
    this.title = title;
    this.schemas = Map.copyOf(schemas);
    this.table = table;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                HandlerType.GET,
                "/api",
                Audience.ANYBODY,
                Reads.NOTHING,
                "All routes, as OpenAPI 3.0",
                ctx ->
                    Answers.bytes(
                        ctx,
                        OpenApi.MEDIA_TYPE,
                        Json.bytes(
                            new OpenApi(title, Requests.baseUrl(ctx), schemas)
                                .document(table.get(), ""))))
            .with(Parameter.text("f", "the format: json")));
  }
}
