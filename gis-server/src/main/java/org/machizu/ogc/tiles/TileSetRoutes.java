package org.machizu.ogc.tiles;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.machizu.access.Actor;
import org.machizu.geo.feature.GeometryType;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Link;
import org.machizu.http.Parameter;
import org.machizu.http.Precompressed;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.RasterTiles.Format;
import org.machizu.maps.RasterTiles.RasterTile;
import org.machizu.tiles.cache.CachedTile;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.TileMatrixSet;

/**
 * Tilesets of a layer and of the town, and their tiles. A tile is addressed by level, row and
 * column, in this order: other than in {@code /tiles/{layer}/{z}/{x}/{y}}, the row comes first.
 */
public final class TileSetRoutes {
  static final Parameter FORMAT = Parameter.text("f", "json");
  static final Parameter LANGUAGE = Parameter.text("lang", "language of texts: ja or en");

  private static final Parameter TILE_FORMAT =
      Parameter.text("f", "mvt for layers of features, png or webp for layers of pixels");
  private static final Parameter VERSION =
      Parameter.integer("v", "revision from the tileset; the answer may then be kept for good");
  private static final Parameter COLLECTIONS =
      Parameter.text(
          "collections", "layers by commas, from below; without it all open layers of features");

  private static final int MOST_NAMED = 32;

  /** Open layers beyond these are not in the tiles of the whole town. */
  private static final int MOST_OPEN = 64;

  private static final String TILE = "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}";

  private final VisibleLayers layers;
  private final TileSets sets;

  public TileSetRoutes(VisibleLayers layers, TileSets sets) {
    this.layers = layers;
    this.sets = sets;
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        routes("/ogc/collections/{layer}/tiles", Reads.LAYER_IN_PATH, "a layer", this::ofLayer));
    for (Route route :
        routes("/ogc/tiles", Reads.EVERY_VISIBLE_LAYER, "several layers", this::ofTown)) {
      List<Parameter> known = new ArrayList<>(route.parameters());
      known.add(COLLECTIONS);
      routes.add(route.with(known.toArray(Parameter[]::new)));
    }
    return routes;
  }

  private List<Route> routes(
      String path, Reads reads, String whose, Function<Context, AskedTiles> asked) {
    return List.of(
        Route.of(
                GET,
                path,
                Audience.ANYBODY,
                reads,
                "The tilesets of " + whose,
                ctx -> list(ctx, asked.apply(ctx)))
            .with(FORMAT, LANGUAGE),
        Route.of(
                GET,
                path + "/{tileMatrixSetId}",
                Audience.ANYBODY,
                reads,
                "A tileset of " + whose + ": limits, levels and addresses of its tiles",
                ctx -> one(ctx, asked.apply(ctx)))
            .with(FORMAT, LANGUAGE),
        Route.of(
                GET,
                path + TILE,
                Audience.ANYBODY,
                reads,
                "A tile of " + whose + " by level, row and column",
                ctx -> tile(ctx, asked.apply(ctx)))
            .with(TILE_FORMAT, VERSION));
  }

  private AskedTiles ofLayer(Context ctx) {
    VisibleLayer layer = layers.get(Requests.actor(ctx), ctx.pathParam("layer"));
    return new AskedTiles(
        "/ogc/collections/" + layer.name() + "/tiles", List.of(layer), false, false);
  }

  private AskedTiles ofTown(Context ctx) {
    Optional<String> named = Query.of(ctx).text("collections");
    if (named.isEmpty()) {
      return new AskedTiles("/ogc/tiles", open(), true, false);
    }
    List<String> names = List.of(named.get().split(",", -1));
    if (names.size() > MOST_NAMED || Set.copyOf(names).size() < names.size()) {
      throw Problem.badParameter(
              "collections", named.get(), "1 to " + MOST_NAMED + " layers by commas, each once")
          .asException();
    }
    List<VisibleLayer> chosen = new ArrayList<>();
    for (String name : names) {
      VisibleLayer layer = layers.get(Requests.actor(ctx), name);
      if (layer.entry().layer().kind().isRaster()) {
        throw noTiles(
            name,
            "is made of pixels, which go into no vector tiles",
            "Ask it alone: /ogc/collections/" + name + "/tiles.");
      }
      chosen.add(layer);
    }
    return new AskedTiles("/ogc/tiles", chosen, false, true);
  }

  /** What the public may see, whoever asks: the same address gives everybody the same. */
  private List<VisibleLayer> open() {
    return layers.list(Actor.PUBLIC).stream()
        .filter(layer -> !layer.entry().layer().kind().isRaster())
        .filter(layer -> layer.view().schema().geometryType() != GeometryType.NONE)
        .limit(MOST_OPEN)
        .toList();
  }

  private void list(Context ctx, AskedTiles asked) {
    TileMatrixSetRoutes.requireJson(ctx);
    TileSetJson json = json(ctx, asked);
    String self = Requests.baseUrl(ctx) + asked.path() + asked.query("?");
    Answers.json(
        ctx,
        Map.of(
            "links",
            List.of(Link.of(self, "self", "application/json", "these tilesets")),
            "tilesets",
            sets.list().stream().map(json::item).toList()));
  }

  private void one(Context ctx, AskedTiles asked) {
    TileMatrixSetRoutes.requireJson(ctx);
    Answers.json(ctx, json(ctx, asked).of(TileMatrixSetRoutes.get(sets, ctx)));
  }

  private TileSetJson json(Context ctx, AskedTiles asked) {
    return new TileSetJson(sets, asked, Requests.baseUrl(ctx), Requests.language(ctx));
  }

  private void tile(Context ctx, AskedTiles asked) {
    TileMatrixSet set = TileMatrixSetRoutes.get(sets, ctx);
    TileAddress address = address(ctx, set);
    if (asked.isPicture()) {
      picture(ctx, asked, set, address);
    } else {
      vectors(ctx, asked, set, address);
    }
  }

  /** Level, row and column; 404 for what is not in the set. */
  private static TileAddress address(Context ctx, TileMatrixSet set) {
    int level = number(ctx, "tileMatrix", set.deepest());
    int last = (1 << level) - 1;
    int row = number(ctx, "tileRow", last);
    int column = number(ctx, "tileCol", last);
    return new TileAddress(level, column, row);
  }

  private static int number(Context ctx, String name, int last) {
    String text = ctx.pathParam(name);
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= last) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of bounds is
    }
    throw Problem.of(
            404,
            "tile-outside",
            "There is no such tile",
            "%s '%s' is not in the tile matrix set; it has 0 to %d there"
                .formatted(name, text.length() > 20 ? text.substring(0, 20) + "…" : text, last),
            "Ask for tiles within the tileMatrixSetLimits of the tileset.")
        .asException();
  }

  private void vectors(Context ctx, AskedTiles asked, TileMatrixSet set, TileAddress address) {
    requireFormat(ctx, List.of("mvt"));
    if (asked.layers().isEmpty()) {
      ctx.status(204);
      return;
    }
    // Asked before the tile is got: then the tile has at least what the revision has.
    boolean stands =
        isNewest(ctx, asked)
            && sets.areUpToDate(set, asked.layers())
            && asked.layers().stream().noneMatch(layer -> layer.view().changesWithTime());
    CachedTile tile = sets.vectorTile(set, asked.layers(), address);
    if (tile.tile().isEmpty()) {
      requireWithin(asked, set, address);
    }
    String etag = "\"" + tile.tile().etag() + "\"";
    Answers.cacheHeaders(ctx, etag);
    keepForGood(ctx, stands);
    if (Answers.matches(ctx, etag)) {
      ctx.status(304);
    } else if (tile.tile().isEmpty()) {
      ctx.status(204);
    } else {
      Precompressed.gzip(ctx, AskedTiles.mediaType("mvt"), tile.tile().gzip());
    }
  }

  private void picture(Context ctx, AskedTiles asked, TileMatrixSet set, TileAddress address) {
    Format format =
        Format.valueOf(requireFormat(ctx, List.of("png", "webp")).toUpperCase(Locale.ROOT));
    Optional<RasterTile> tile = sets.picture(set, asked.layers().getFirst(), address, format);
    if (tile.isEmpty()) {
      requireWithin(asked, set, address);
    }
    String etag = "\"" + tile.map(RasterTile::etag).orElse("empty") + "\"";
    Answers.cacheHeaders(ctx, etag);
    ctx.header("Vary", ctx.res().getHeader("Vary") + ", Accept");
    keepForGood(ctx, isNewest(ctx, asked));
    if (Answers.matches(ctx, etag)) {
      ctx.status(304);
    } else if (tile.isEmpty()) {
      ctx.status(204);
    } else {
      ctx.contentType(format.mediaType()).result(tile.get().bytes());
    }
  }

  private static boolean isNewest(Context ctx, AskedTiles asked) {
    return Query.of(ctx).wholeNumber("v", 0, Long.MAX_VALUE).stream()
        .anyMatch(v -> v == asked.revision().number());
  }

  private static void keepForGood(Context ctx, boolean stands) {
    if (stands) {
      String who = Requests.actor(ctx).isPublic() ? "public" : "private";
      ctx.header("Cache-Control", who + ", max-age=31536000, immutable");
    }
  }

  /** An empty tile within the limits is answered as that, one beyond them is not there. */
  private void requireWithin(AskedTiles asked, TileMatrixSet set, TileAddress address) {
    var limits = sets.limits(set, asked.layers());
    if (!limits.isEmpty() && limits.stream().noneMatch(range -> range.contains(address))) {
      throw Problem.of(
              404,
              "tile-outside",
              "There is no such tile",
              "tile matrix %d, row %d, column %d lies outside of the limits of the tileset"
                  .formatted(address.z(), address.y(), address.x()),
              "Ask for tiles within the tileMatrixSetLimits of the tileset.")
          .asException();
    }
  }

  /** The parameter f, or what the caller accepts; the first where both leave it open. */
  private static String requireFormat(Context ctx, List<String> allowed) {
    Optional<String> asked = Query.of(ctx).text("f");
    if (asked.isPresent()) {
      if (!allowed.contains(asked.get())) {
        throw Problem.badParameter("f", asked.get(), String.join(" or ", allowed)).asException();
      }
      return asked.get();
    }
    String accepted = ctx.header("Accept");
    return allowed.stream()
        .filter(format -> accepted != null && accepted.contains(AskedTiles.mediaType(format)))
        .findFirst()
        .orElse(allowed.getFirst());
  }

  private static RuntimeException noTiles(String name, String why, String advice) {
    return Problem.of(
            404,
            "no-vector-tiles",
            "The layer has no tiles of this kind",
            "layer '" + name + "' " + why,
            advice)
        .asException();
  }
}
