package org.machizu.catalogue;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.List;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Parameter;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/** The catalogue for harvesters of DCAT. */
public final class DcatRoutes {
  static final String PATH = "/catalogue/dcat.jsonld";

  private static final int MOST = 1000;

  private final OpenLayers layers;
  private final LocalizedText town;

  /**
   * @param town its name
   */
  public DcatRoutes(OpenLayers layers, LocalizedText town) {
    this.layers = layers;
    this.town = town;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                PATH,
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "The open layers as DCAT-AP 3 in JSON-LD, with every way to get at them",
                this::catalogue)
            .with(
                Parameter.integer(
                    "limit",
                    "data sets of a page; more than the largest is taken for it",
                    1,
                    MOST,
                    MOST),
                Parameter.text("after", "the page after the data set of this short id")));
  }

  private void catalogue(Context ctx) {
    Query query = Query.of(ctx);
    int limit = Math.min(MOST, query.integer("limit", MOST, 1, Integer.MAX_VALUE));
    String after = query.text("after").orElse("");
    List<OpenLayer> rest =
        layers.list().stream().filter(layer -> layer.name().compareTo(after) > 0).toList();
    List<OpenLayer> page = rest.stream().limit(limit).toList();
    String base = Requests.baseUrl(ctx);
    String address = base + PATH + "?limit=" + limit;
    String self = after.isEmpty() ? address : address + "&after=" + after;
    String next = page.size() < rest.size() ? address + "&after=" + page.getLast().name() : null;
    if (next != null) {
      ctx.header("Link", "<" + next + ">; rel=\"next\"");
    }
    Answers.bytes(
        ctx, "application/ld+json", Json.bytes(new DcatJson(town, base).of(page, self, next)));
  }
}
