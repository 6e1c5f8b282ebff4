package org.machizu.ogc;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.BodyForm;
import org.machizu.http.Json;
import org.machizu.http.Negotiation;
import org.machizu.http.OpenApi;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.ogc.pages.OgcPages;

/**
 * The description of the standards' edge: only what lies below {@code /ogc}, with paths from there,
 * as clients of OGC APIs look them up.
 */
public final class ApiRoutes {
  private static final String ROOT = "/ogc";

  private final String title;
  private final Supplier<List<Route>> table;
  private final OgcPages pages;

  /**
   * @param table the whole route table; asked when the document is
   */
  public ApiRoutes(String title, Supplier<List<Route>> table, OgcPages pages) {
    this.title = title;
    this.table = table;
    this.pages = pages;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                ROOT + "/api",
                Audience.ANYBODY,
                Reads.NOTHING,
                "This description, as OpenAPI 3.0",
                this::describe)
            .with(ItemsRequest.FORMAT, ItemsRequest.LANGUAGE)
            .answering(new BodyForm(OpenApi.MEDIA_TYPE, null), BodyForm.HTML));
  }

  private void describe(Context ctx) {
    OpenApi api = new OpenApi(title, Requests.baseUrl(ctx) + ROOT, BodySchemas.ALL);
    Map<String, Object> document = api.document(table.get(), ROOT);
    if (Negotiation.wantsHtml(ctx)) {
      OgcRoutes.send(ctx, pages.api(OgcRoutes.asked(ctx), OgcRoutes.tree(document)));
    } else {
      Answers.bytes(ctx, OpenApi.MEDIA_TYPE, Json.bytes(document));
    }
  }
}
