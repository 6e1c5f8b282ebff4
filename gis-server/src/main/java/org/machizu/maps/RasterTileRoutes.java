package org.machizu.maps;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.RasterTiles.Format;
import org.machizu.maps.RasterTiles.RasterTile;

/** Tiles of layers of pixels as pictures. */
public final class RasterTileRoutes {
  private final VisibleLayers layers;
  private final RasterTiles tiles;

  public RasterTileRoutes(VisibleLayers layers, RasterTiles tiles) {
    this.layers = layers;
    this.tiles = tiles;
  }

  public List<Route> routes() {
    return List.of(
        route(Format.PNG, ctx -> tile(ctx, Format.PNG)),
        route(Format.WEBP, ctx -> tile(ctx, Format.WEBP)));
  }

  private static Route route(Format format, Handler handler) {
    String ending = format.name().toLowerCase(Locale.ROOT);
    return Route.of(
            GET,
            "/tiles/{layer}/{z}/{x}/{y}." + ending,
            Audience.ANYBODY,
            Reads.LAYER_IN_PATH,
            "A tile of a layer of pixels as " + ending + ", 256 pixels, WebMercatorQuad",
            handler)
        .with(TileRoutes.VERSION);
  }

  private void tile(Context ctx, Format format) {
    String name = ctx.pathParam("layer");
    VisibleLayer layer =
        layers
            .find(Requests.actor(ctx), name)
            .orElseThrow(() -> Problem.notFound("layer", name).asException());
    if (!layer.entry().layer().kind().isRaster()) {
      throw Problem.of(
              404,
              "no-raster-tiles",
              "The layer has no tiles of this kind",
              "layer '" + name + "' is made of features, which have vector tiles",
              "Ask /tiles/" + name + "/{z}/{x}/{y}.mvt.")
          .asException();
    }
    boolean versionStands =
        Query.of(ctx).wholeNumber("v", 0, Long.MAX_VALUE).stream()
            .anyMatch(v -> v == layer.entry().revision().number());
    Optional<RasterTile> tile = tiles.get(layer, TileRoutes.address(ctx), format);
    String etag = "\"" + tile.map(RasterTile::etag).orElse("empty") + "\"";
    Answers.cacheHeaders(ctx, etag);
    if (versionStands) {
      boolean isPublic = Requests.actor(ctx).isPublic();
      ctx.header(
          "Cache-Control", (isPublic ? "public" : "private") + ", max-age=31536000, immutable");
    }
    if (Answers.matches(ctx, etag)) {
      ctx.status(304);
    } else if (tile.isEmpty()) {
      ctx.status(204);
    } else {
      ctx.contentType(format.mediaType()).result(tile.get().bytes());
    }
  }
}
