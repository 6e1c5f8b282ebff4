package org.machizu.http;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.Supplier;

/** The OpenAPI document. */
public final class ApiDescriptionRoutes {
  private final String title;
  private final Supplier<List<Route>> table;

  /**
   * @param table the whole route table, this route included; asked when the document is
   */
  public ApiDescriptionRoutes(String title, Supplier<List<Route>> table) {
    this.title = title;
    this.table = table;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                HandlerType.GET,
                "/ogc/api",
                Audience.ANYBODY,
                Reads.NOTHING,
                "This description, as OpenAPI 3.0",
                ctx ->
                    Answers.bytes(
                        ctx,
                        "application/vnd.oai.openapi+json;version=3.0",
                        Json.bytes(OpenApi.document(table.get(), title, Requests.baseUrl(ctx)))))
            .with(Parameter.text("f", "the format: json")));
  }
}
