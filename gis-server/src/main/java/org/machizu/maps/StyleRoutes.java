package org.machizu.maps;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.List;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers;

/** MapLibre styles over the layers that the caller may see. */
public final class StyleRoutes {
  private final VisibleLayers layers;

  public StyleRoutes(VisibleLayers layers) {
    this.layers = layers;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/styles/{name}.json",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "A MapLibre style: default, or dark for a dark room",
                this::style)
            .with(Parameter.text("lang", "language of texts: ja or en")));
  }

  private void style(Context ctx) {
    String name = ctx.pathParam("name");
    Theme theme = Theme.find(name).orElseThrow(() -> Problem.notFound("style", name).asException());
    Answers.json(
        ctx,
        MapStyle.of(
            layers.list(Requests.actor(ctx)),
            theme,
            Requests.baseUrl(ctx),
            Requests.language(ctx)));
  }
}
