package org.machizu.ogc.wmts;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.machizu.access.Actor;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.maps.RasterTiles.Format;
import org.machizu.maps.RasterTiles.RasterTile;
import org.machizu.ogc.tiles.TileSets;
import org.machizu.ogc.wmts.OwsException.Code;
import org.machizu.rasters.TileImages;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.TileMatrixSet;

/** WMTS 1.0.0: by keys and values at {@code /wmts}, and by addresses below {@code /wmts/1.0.0}. */
public final class WmtsRoutes {
  private static final String VERSION = "1.0.0";
  private static final String XML = "application/xml";
  private static final Parameter LANGUAGE = Parameter.text("lang", "language of texts: ja or en");

  /** What lies where nothing is: WMTS knows no answer without a picture. */
  private static final Map<Format, byte[]> CLEAR =
      Map.of(
          Format.PNG, TileImages.png(new int[1 << 16]),
          Format.WEBP, TileImages.lossless(new int[1 << 16]));

  private final VisibleLayers layers;
  private final TileSets sets;
  private final LocalizedText town;

  /**
   * @param town its name
   */
  public WmtsRoutes(VisibleLayers layers, TileSets sets, LocalizedText town) {
    this.layers = layers;
    this.sets = sets;
    this.town = town;
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.of(
                GET,
                "/wmts",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "WMTS 1.0.0 by keys and values: GetCapabilities and GetTile",
                this::keyed)
            .withOpenParameters());
    routes.add(
        Route.of(
                GET,
                "/wmts/1.0.0/WMTSCapabilities.xml",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "WMTS 1.0.0: which layers of pixels there are, and where their tiles",
                this::capabilities)
            .with(LANGUAGE));
    for (Format format : Format.values()) {
      String end = format.name().toLowerCase(Locale.ROOT);
      routes.add(
          Route.of(
              GET,
              "/wmts/1.0.0/{layer}/{style}/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}."
                  + end,
              Audience.ANYBODY,
              Reads.LAYER_IN_PATH,
              "WMTS 1.0.0: a tile of a layer of pixels as " + end,
              ctx -> addressed(ctx, format)));
    }
    return routes;
  }

  private void keyed(Context ctx) {
    try {
      KeyValues asked = KeyValues.of(ctx.queryParamMap());
      asked.get("SERVICE", List.of("WMTS"));
      switch (asked.get("REQUEST")) {
        case "GetCapabilities" -> {
          requireVersion(asked);
          capabilities(ctx);
        }
        case "GetTile" -> {
          asked.get("VERSION", List.of(VERSION));
          Format format =
              asked.get("FORMAT", Capabilities.FORMATS).equals("image/png")
                  ? Format.PNG
                  : Format.WEBP;
          tile(ctx, asked, format);
        }
        case String other ->
            throw new OwsException(
                Code.OPERATION,
                "REQUEST",
                "there are GetCapabilities and GetTile, no " + shorten(other));
      }
    } catch (OwsException e) {
      ctx.status(e.status()).contentType(XML).result(e.report());
    }
  }

  private static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** A caller may say which versions it takes, the most wished for first. */
  private static void requireVersion(KeyValues asked) {
    Optional<String> wished = asked.find("ACCEPTVERSIONS").or(() -> asked.find("VERSION"));
    if (wished.isPresent() && !List.of(wished.get().split(",")).contains(VERSION)) {
      throw new OwsException(
          Code.VERSION_NEGOTIATION, "ACCEPTVERSIONS", "the only version here is " + VERSION);
    }
  }

  private void capabilities(Context ctx) {
    String language = Requests.language(ctx);
    List<VisibleLayer> pictures =
        layers.list(Requests.actor(ctx)).stream()
            .filter(layer -> layer.entry().layer().kind().isRaster())
            .toList();
    try {
      Answers.bytes(
          ctx,
          XML,
          new Capabilities(sets, town.in(language), Requests.baseUrl(ctx), language).of(pictures));
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
  }

  /** By its address: what is not there is 404, as for every address. */
  private void addressed(Context ctx, Format format) {
    KeyValues asked =
        new KeyValues(
            Map.of(
                "LAYER", List.of(ctx.pathParam("layer")),
                "STYLE", List.of(ctx.pathParam("style")),
                "TILEMATRIXSET", List.of(ctx.pathParam("tileMatrixSetId")),
                "TILEMATRIX", List.of(ctx.pathParam("tileMatrix")),
                "TILEROW", List.of(ctx.pathParam("tileRow")),
                "TILECOL", List.of(ctx.pathParam("tileCol"))));
    try {
      tile(ctx, asked, format);
    } catch (OwsException e) {
      throw Problem.notFound("tile", ctx.path()).asException();
    }
  }

  private void tile(Context ctx, KeyValues asked, Format format) {
    VisibleLayer layer = layer(Requests.actor(ctx), asked.get("LAYER"));
    String style = asked.find("STYLE").orElse(Capabilities.STYLE);
    if (!style.equals(Capabilities.STYLE)) {
      throw OwsException.invalid("STYLE", style, Capabilities.STYLE);
    }
    TileMatrixSet set =
        sets.find(asked.get("TILEMATRIXSET", sets.list().stream().map(TileMatrixSet::id).toList()))
            .orElseThrow();
    int level =
        Integer.parseInt(
            asked.get("TILEMATRIX", set.levels().stream().map(String::valueOf).toList()));
    int last = (1 << level) - 1;
    int row = asked.number("TILEROW", last);
    TileAddress address = new TileAddress(level, asked.number("TILECOL", last), row);
    Optional<RasterTile> tile = sets.picture(set, layer, address, format);
    if (tile.isEmpty()) {
      requireWithin(set, layer, address);
    }
    String tag = tile.map(RasterTile::etag).orElse("empty");
    Answers.tagged(
        ctx,
        format.mediaType(),
        tag,
        () -> tile.map(RasterTile::bytes).orElseGet(() -> clear(format)));
  }

  private static byte[] clear(Format format) {
    byte[] bytes = CLEAR.get(format);
    if (bytes == null) {
      throw new IllegalArgumentException("no tiles are written as " + format);
    }
    return bytes;
  }

  private void requireWithin(TileMatrixSet set, VisibleLayer layer, TileAddress address) {
    var limits = sets.limits(set, List.of(layer));
    boolean isWithin =
        limits.stream().anyMatch(range -> range.contains(address))
            || limits.stream().noneMatch(range -> range.min().z() == address.z());
    if (!isWithin) {
      throw new OwsException(
          Code.TILE_OUT_OF_RANGE, "TILEROW", "the tile lies outside of the TileMatrixSetLimits");
    }
  }

  private VisibleLayer layer(Actor actor, String name) {
    return layers
        .find(actor, name)
        .filter(layer -> layer.entry().layer().kind().isRaster())
        .orElseThrow(() ->
            OwsException.invalid(
                "LAYER",
                name,
                "the layers of the capabilities; those of features have /ogc/tiles"));
  }
}
