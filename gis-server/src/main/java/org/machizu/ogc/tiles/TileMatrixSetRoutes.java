package org.machizu.ogc.tiles;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.tiles.grid.TileMatrixSet;

/** The tile matrix sets that are offered. */
public final class TileMatrixSetRoutes {
  private final TileSets sets;

  public TileMatrixSetRoutes(TileSets sets) {
    this.sets = sets;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/ogc/tileMatrixSets",
                Audience.ANYBODY,
                Reads.NOTHING,
                "The tile matrix sets: the web's and that of the town's zone",
                this::list)
            .with(TileSetRoutes.FORMAT, TileSetRoutes.LANGUAGE),
        Route.of(
                GET,
                "/ogc/tileMatrixSets/{tileMatrixSetId}",
                Audience.ANYBODY,
                Reads.NOTHING,
                "A tile matrix set: its levels with their scales and sizes",
                this::one)
            .with(TileSetRoutes.FORMAT, TileSetRoutes.LANGUAGE));
  }

  private void list(Context ctx) {
    requireJson(ctx);
    String base = Requests.baseUrl(ctx);
    String language = Requests.language(ctx);
    Answers.json(
        ctx,
        Map.of(
            "tileMatrixSets",
            sets.list().stream().map(set -> TileMatrixSetJson.item(set, base, language)).toList()));
  }

  private void one(Context ctx) {
    requireJson(ctx);
    Answers.json(
        ctx, TileMatrixSetJson.of(get(sets, ctx), Requests.baseUrl(ctx), Requests.language(ctx)));
  }

  /** The set that the path names; 404 when there is none. */
  static TileMatrixSet get(TileSets sets, Context ctx) {
    String id = ctx.pathParam("tileMatrixSetId");
    return sets.find(id)
        .orElseThrow(() ->
            Problem.of(
                    404,
                    "no-such-tile-matrix-set",
                    "There is no such tile matrix set here",
                    "there is no tile matrix set '" + shorten(id) + "'",
                    "Take one of /ogc/tileMatrixSets: "
                        + String.join(", ", sets.list().stream().map(TileMatrixSet::id).toList())
                        + ".")
                .asException());
  }

  private static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** These documents are there as JSON. */
  static void requireJson(Context ctx) {
    String format = Query.of(ctx).text("f").orElse("json");
    if (!format.equals("json")) {
      throw Problem.badParameter("f", format, "json").asException();
    }
  }
}
