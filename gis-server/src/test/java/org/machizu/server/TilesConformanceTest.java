package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.ingest.raster.GeoTiffWriter;
import org.machizu.ingest.raster.Placement;
import org.machizu.tiles.grid.TileAddress;

/**
 * The abstract tests of OGC API – Tiles – Part 1 (20-057, annex A) for the classes that {@code
 * /ogc/conformance} declares, and what the plane of the zone adds. Each carries the name of its
 * abstract test.
 */
class TilesConformanceTest {
  private static final String TILING_SCHEME =
      "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
  private static final String WEB = "WebMercatorQuad";
  private static final String PLANE = "JapanPlaneZone12Quad";

  /** A place in zone XII with round numbers, in metres. */
  private static final double EAST = -35_000;

  private static final double NORTH = -137_000;

  private static final Coordinate PLACE =
      CrsConversion.between(new Crs(6680), Crs.JGD2011).apply(EAST, NORTH);

  /** 200 by 200 pixels of 4 m around the place, with a red cross of 24 m through it. */
  private static final Placement PHOTO =
      new Placement(new Crs(6680), EAST - 400, NORTH + 400, 4, 4, 200, 200);

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder.resolve("town"), Map.of("municipality.crs", "EPSG:6680"));
    town.importGeoJson(
        "stops", collection(point("first", PLACE.x, PLACE.y), point("far", 141.2, 43.3)));
    town.importGeoJson("signs", collection(point("sign", PLACE.x, PLACE.y)));
    town.importGeoJson("plans", collection(point("secret", PLACE.x, PLACE.y)));
    Path photo = folder.resolve("aerial.tif");
    GeoTiffWriter.writeImage(
        photo,
        PHOTO,
        false,
        w -> {
          int[] part = new int[w.pixels()];
          for (int i = 0; i < part.length; i++) {
            int x = w.x() + i % w.width();
            int y = w.y() + i / w.width();
            part[i] = Math.abs(x - 99.5) < 3 || Math.abs(y - 99.5) < 3 ? 0xffff0000 : 0xff00a000;
          }
          return part;
        });
    town.importFile("aerial", photo);
    for (String open : List.of("stops", "signs", "aerial")) {
      town.publish(open);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static Answer get(String path) {
    return town.visitor().get(path);
  }

  private static JsonNode json(String path) {
    Answer answer = get(path);
    assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    return answer.json();
  }

  private static String tile(String layer, String set, TileAddress at, String query) {
    return "/ogc/collections/%s/tiles/%s/%d/%d/%d%s"
        .formatted(layer, set, at.z(), at.y(), at.x(), query);
  }

  /** The tile of the plane that holds the place. */
  private static TileAddress planeTile(int level) {
    double side = (1 << 21) / (double) (1 << level);
    return new TileAddress(
        level,
        (int) Math.floor((EAST + (1 << 20)) / side),
        (int) Math.floor(((1 << 20) - NORTH) / side));
  }

  private static List<JsonNode> links(JsonNode json, String rel) {
    List<JsonNode> links = new ArrayList<>();
    for (JsonNode link : json.path("links")) {
      if (link.path("rel").asText().equals(rel)) {
        links.add(link);
      }
    }
    return links;
  }

  @Test
  @DisplayName("/conf/core/conformance-success")
  void everyClassThatIsKeptIsDeclaredAndNoOther() {
    List<String> declared = new ArrayList<>();
    json("/ogc/conformance").path("conformsTo").forEach(c -> declared.add(c.asText()));

    String conf = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/";
    assertThat(declared.stream().filter(c -> c.startsWith(conf)))
        .containsExactlyInAnyOrder(
            conf + "core",
            conf + "tileset",
            conf + "tilesets-list",
            conf + "dataset-tilesets",
            conf + "geodata-tilesets",
            conf + "collections-selection",
            conf + "mvt",
            conf + "png");
  }

  @Test
  @DisplayName("/conf/core/tc-tilematrix-definition, tc-tilerow-definition, tc-tilecol-definition")
  void theDescriptionOfTheInterfaceHasLevelRowAndColumnAsRequiredParameters() {
    JsonNode described = json2("/ogc/api");
    // paths begin at the address of the server that the description names
    boolean isBelow = described.at("/servers/0/url").asText().endsWith("/ogc");
    JsonNode paths = described.path("paths");
    for (String resource : List.of("/ogc/tiles", "/ogc/collections/{layer}/tiles")) {
      JsonNode parameters =
          paths
              .path(
                  (isBelow ? resource.substring(4) : resource)
                      + "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}")
              .path("get")
              .path("parameters");
      for (String name : List.of("tileMatrix", "tileRow", "tileCol")) {
        JsonNode found = null;
        for (JsonNode parameter : parameters) {
          found = parameter.path("name").asText().equals(name) ? parameter : found;
        }
        assertThat(found).as(name).isNotNull();
        assertThat(found.path("in").asText()).isEqualTo("path");
        assertThat(found.path("required").asBoolean()).isTrue();
      }
    }
  }

  private static JsonNode json2(String path) {
    Answer answer = get(path);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  @Test
  @DisplayName("/conf/core/tc-op and /conf/core/tc-success")
  void aTileIsThatOfTheViewerByteForByteThoughTheRowComesFirst() {
    TileAddress at = TileAddress.at(14, PLACE.x, PLACE.y);
    assertThat(at.x()).isNotEqualTo(at.y());
    Answer tile = get(tile("stops", WEB, at, ""));

    assertThat(tile.status()).isEqualTo(200);
    assertThat(tile.header("Content-Type")).isEqualTo("application/vnd.mapbox-vector-tile");
    assertThat(tile.text()).contains("first").doesNotContain("far");
    Answer viewer = get("/tiles/stops/" + at + ".mvt");
    assertThat(tile.body()).isEqualTo(viewer.body());
    assertThat(tile.header("ETag")).isEqualTo(viewer.header("ETag"));
  }

  @Test
  @DisplayName("/conf/core/tc-error")
  void whatIsNotInTheSetOrBeyondTheLimitsIsNotFoundAndAnEmptyTileWithinThemIs204() {
    String tiles = "/ogc/collections/stops/tiles/" + WEB;
    for (String outside :
        List.of("/23/0/0", "/2/4/0", "/2/0/4", "/2/-1/0", "/two/0/0", "/2/0/99999999999")) {
      Answer answer = get(tiles + outside);
      assertThat(answer.status()).as(outside).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("tile-outside");
    }
    assertThat(get(tiles + "/14/100/100").code()).isEqualTo("tile-outside");
    assertThat(get("/ogc/collections/stops/tiles/Nowhere/0/0/0").code())
        .isEqualTo("no-such-tile-matrix-set");
    // between the two stops
    assertThat(get(tile("stops", WEB, TileAddress.at(14, 141.5, 43.1), "")).status())
        .isEqualTo(204);
  }

  @Test
  @DisplayName("/conf/tileset/description")
  void aTilesetTellsItsSetItsLimitsAndTheAddressesOfItsTiles() {
    for (String layer : List.of("stops", "aerial")) {
      for (String set : List.of(WEB, PLANE)) {
        JsonNode tileset = json("/ogc/collections/" + layer + "/tiles/" + set);
        assertThat(tileset.path("dataType").asText())
            .isEqualTo(layer.equals("aerial") ? "map" : "vector");
        assertThat(tileset.path("tileMatrixSetURI").asText())
            .isEqualTo(
                set.equals(WEB)
                    ? "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
                    : "");
        JsonNode scheme = links(tileset, TILING_SCHEME).getFirst();
        assertThat(json(scheme.path("href").asText()).path("id").asText()).isEqualTo(set);
        for (JsonNode limit : tileset.path("tileMatrixSetLimits")) {
          everyTemplateAnswersWithin(tileset, limit);
        }
        assertThat(tileset.path("tileMatrixSetLimits").size()).isGreaterThan(3);
        assertThat(links(tileset, "item")).hasSize(layer.equals("aerial") ? 2 : 1);
      }
    }
  }

  private static void everyTemplateAnswersWithin(JsonNode tileset, JsonNode limit) {
    for (JsonNode link : links(tileset, "item")) {
      assertThat(link.path("templated").asBoolean()).isTrue();
      String address =
          link.path("href")
              .asText()
              .replace("{tileMatrix}", limit.path("tileMatrix").asText())
              .replace("{tileRow}", limit.path("minTileRow").asText())
              .replace("{tileCol}", limit.path("minTileCol").asText());
      Answer tile = get(address);
      assertThat(tile.status()).as(address).isIn(200, 204);
      if (tile.status() == 200) {
        assertThat(tile.header("Content-Type")).isEqualTo(link.path("type").asText());
        assertThat(tile.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
      }
    }
  }

  @Test
  @DisplayName("/conf/tilesets-list/tileset-links")
  void theListOfTilesetsLeadsToEachOfThem() {
    for (String resource : List.of("/ogc", "/ogc/collections/stops", "/ogc/collections/aerial")) {
      JsonNode tilesets = json(resource + "/tiles").path("tilesets");
      assertThat(tilesets).hasSize(2);
      for (JsonNode tileset : tilesets) {
        assertThat(tileset.has("dataType")).isTrue();
        assertThat(tileset.path("crs").asText())
            .startsWith("http://www.opengis.net/def/crs/EPSG/0/");
        JsonNode set = json(links(tileset, TILING_SCHEME).getFirst().path("href").asText());
        String self = links(tileset, "self").getFirst().path("href").asText();
        assertThat(self).endsWith(resource + "/tiles/" + set.path("id").asText());
        assertThat(json(self).path("crs")).isEqualTo(set.path("crs"));
      }
    }
  }

  @Test
  @DisplayName("/conf/dataset-tilesets/landingpage and operation")
  void theLandingPageLeadsToTheTilesOfTheTown() {
    JsonNode landing = json("/ogc");
    String vector = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
    String schemes = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes";

    assertThat(links(landing, vector).getFirst().path("href").asText()).endsWith("/ogc/tiles");
    assertThat(links(landing, schemes).getFirst().path("href").asText())
        .endsWith("/ogc/tileMatrixSets");
    TileAddress at = TileAddress.at(14, PLACE.x, PLACE.y);
    String tile = "/ogc/tiles/%s/%d/%d/%d".formatted(WEB, at.z(), at.y(), at.x());
    assertThat(get(tile).text()).contains("first", "sign").doesNotContain("secret");
    // the same for everybody: what is not open is only there by its name
    assertThat(town.clerk().get(tile).text()).doesNotContain("secret");
  }

  @Test
  @DisplayName("/conf/geodata-tilesets/desc-links and operation")
  void aLayerLeadsToItsTilesets() {
    for (String layer : List.of("stops", "aerial")) {
      JsonNode collection = json("/ogc/collections/" + layer);
      String kind = layer.equals("aerial") ? "map" : "vector";
      JsonNode link =
          links(collection, "http://www.opengis.net/def/rel/ogc/1.0/tilesets-" + kind).getFirst();
      assertThat(link.path("href").asText()).endsWith("/ogc/collections/" + layer + "/tiles");
      assertThat(json(link.path("href").asText()).path("tilesets")).hasSize(2);
    }
  }

  @Test
  @DisplayName("/conf/collections-selection/collections-response")
  void onlyTheChosenLayersAreInTheTileInTheirOrderAndOnlyForWhomMaySeeThem() {
    TileAddress at = TileAddress.at(14, PLACE.x, PLACE.y);
    String tile = "/ogc/tiles/%s/%d/%d/%d?collections=".formatted(WEB, at.z(), at.y(), at.x());

    String both = get(tile + "signs,stops").text();
    assertThat(both.indexOf("signs")).isBetween(0, both.indexOf("stops"));
    assertThat(get(tile + "stops").text()).contains("first").doesNotContain("sign");
    assertThat(get(tile + "stops,plans").status()).isEqualTo(404);
    assertThat(town.clerk().get(tile + "stops,plans").text()).contains("secret");
    assertThat(get(tile + "stops,stops").status()).isEqualTo(400);
    assertThat(get(tile + "aerial").code()).isEqualTo("no-vector-tiles");
    JsonNode tileset = json("/ogc/tiles/" + WEB + "?collections=signs,stops");
    assertThat(tileset.path("layers").findValuesAsText("id")).containsExactly("signs", "stops");
    assertThat(links(tileset, "item").getFirst().path("href").asText())
        .endsWith("&collections=signs,stops");
  }

  @Test
  @DisplayName("/conf/png/content")
  void aPictureComesAsPngAndOnWishAsWebp() throws Exception {
    TileAddress at = TileAddress.at(15, PLACE.x, PLACE.y);
    Answer png = get(tile("aerial", WEB, at, ""));

    assertThat(png.header("Content-Type")).isEqualTo("image/png");
    assertThat(ImageIO.read(new ByteArrayInputStream(png.body())).getWidth()).isEqualTo(256);
    assertThat(png.body()).isEqualTo(get("/tiles/aerial/" + at + ".png").body());
    assertThat(get(tile("aerial", WEB, at, "?f=webp")).body())
        .isEqualTo(get("/tiles/aerial/" + at + ".webp").body());
    Answer accepted = town.visitor().with("Accept", "image/webp").get(tile("aerial", WEB, at, ""));
    assertThat(accepted.header("Content-Type")).isEqualTo("image/webp");
    assertThat(accepted.header("Vary")).contains("Accept");
    assertThat(get(tile("aerial", WEB, at, "?f=mvt")).code()).isEqualTo("bad-parameter");
    assertThat(get(tile("stops", WEB, at, "?f=png")).code()).isEqualTo("bad-parameter");
  }

  @Test
  void theSetOfTheZoneCountsNorthBeforeEastAndMetresByPowersOfTwo() {
    JsonNode set = json("/ogc/tileMatrixSets/" + PLANE);

    assertThat(set.path("crs").asText()).isEqualTo("http://www.opengis.net/def/crs/EPSG/0/6680");
    assertThat(set.path("tileMatrices")).hasSize(19);
    for (JsonNode matrix : set.path("tileMatrices")) {
      int level = matrix.path("id").asInt();
      double cell = matrix.path("cellSize").asDouble();
      assertThat(cell).isEqualTo(Math.scalb(8192.0, -level));
      assertThat(matrix.path("scaleDenominator").asDouble())
          .isCloseTo(cell / 0.00028, within(1e-6));
      assertThat(matrix.path("matrixWidth").asInt()).isEqualTo(1 << level);
      assertThat(matrix.path("pointOfOrigin").path(0).asDouble()).isEqualTo(1_048_576);
      assertThat(matrix.path("pointOfOrigin").path(1).asDouble()).isEqualTo(-1_048_576);
    }
    JsonNode box = json("/ogc/collections/signs/tiles/" + PLANE).path("boundingBox");
    assertThat(box.path("lowerLeft").path(0).asDouble()).isCloseTo(NORTH, within(0.01));
    assertThat(box.path("lowerLeft").path(1).asDouble()).isCloseTo(EAST, within(0.01));
  }

  @Test
  void aTileOfThePlaneHoldsWhatLiesInItAndAnEditIsInIt() {
    TileAddress at = planeTile(10);
    String address = tile("stops", PLANE, at, "");
    assertThat(get(address).text()).contains("first").doesNotContain("far");
    assertThat(get(tile("stops", PLANE, new TileAddress(10, at.x() + 1, at.y()), "")).status())
        .isIn(204, 404);
    String before = get(address).header("ETag");

    Answer made =
        town.clerk().post("/ogc/collections/stops/items", point("fresh", PLACE.x, PLACE.y));
    TileTest.await(() -> get(address).text().contains("fresh"));
    town.clerk().delete(made.header("Location"));
    TileTest.await(() -> get(address).header("ETag").equals(before));

    assertThat(get(tile("plans", PLANE, at, "")).status()).isEqualTo(404);
    assertThat(town.clerk().get(tile("plans", PLANE, at, "")).text()).contains("secret");
  }

  @Test
  void aPictureOnThePlaneHasItsCrossWhereItStoodInTheFile() throws Exception {
    int level = 12; // pixels of 2 m
    TileAddress at = planeTile(level);
    BufferedImage picture =
        ImageIO.read(new ByteArrayInputStream(get(tile("aerial", PLANE, at, "?f=png")).body()));
    double west = at.x() * 512.0 - (1 << 20);
    double north = (1 << 20) - at.y() * 512.0;
    int column = (int) ((EAST - west) / 2);
    int row = (int) ((north - NORTH) / 2);

    int red = picture.getRGB(column, row);
    assertThat(red >> 16 & 0xff).isGreaterThan(200);
    assertThat(red >> 8 & 0xff).isLessThan(60);
    for (int[] off : new int[][] {{20, 20}, {-20, 20}, {20, -20}}) {
      int green = picture.getRGB(column + off[0], row + off[1]);
      assertThat(green >> 8 & 0xff).isGreaterThan(120);
      assertThat(green >> 16 & 0xff).isLessThan(60);
    }
    // the edge of the cross, 12 m from its middle, lies within a pixel of the file
    assertThat(picture.getRGB(column + 4, row + 30) >> 16 & 0xff).isGreaterThan(150);
    assertThat(picture.getRGB(column + 9, row + 30) >> 16 & 0xff).isLessThan(100);
  }

  @Test
  void whatWaitsForThePublishStepIsInNoTileUntilThen() throws Exception {
    town.importGeoJson("works", collection(point("oldwork", PLACE.x, PLACE.y)));
    String publish = "/api/layers/works/publish";
    town.clerk().post(publish, "{\"published\":true,\"reason\":\"open\",\"waits\":true}");
    String tile = tile("works", PLANE, planeTile(10), "");
    String record = "/ogc/collections/records/items/works";
    assertThat(get(tile).text()).contains("oldwork");
    JsonNode before = json2(record);

    town.clerk().post("/ogc/collections/works/items", point("newwork", PLACE.x, PLACE.y));
    TileTest.await(() -> town.clerk().get(tile).text().contains("newwork"));
    TileAddress web = TileAddress.at(14, PLACE.x, PLACE.y);
    String all = "/ogc/tiles/%s/%d/%d/%d".formatted(WEB, web.z(), web.y(), web.x());
    for (String open : List.of(tile, all)) {
      assertThat(get(open).text()).contains("oldwork").doesNotContain("newwork");
    }
    assertThat(town.clerk().get(all).text()).doesNotContain("newwork");
    assertThat(json2(record)).isEqualTo(before);

    town.clerk().post(publish, "{\"published\":true,\"reason\":\"as reviewed\"}");
    TileTest.await(() -> get(tile).text().contains("newwork"));
    TileTest.await(() -> get(all).text().contains("newwork"));
  }
}
