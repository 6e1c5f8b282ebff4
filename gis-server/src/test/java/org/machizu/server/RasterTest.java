package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.ingest.raster.GeoTiffWriter;
import org.machizu.ingest.raster.Placement;
import org.machizu.tiles.archive.ArchiveReader;
import org.machizu.tiles.archive.TileKind;
import org.machizu.tiles.grid.TileAddress;

/** An orthophoto and a grid of depths, from the file to the screen. */
@Timeout(240)
class RasterTest {
  /** North-western corner in zone XII, and the pixel of 2 m. */
  private static final Placement PHOTO =
      new Placement(new Crs(6680), -6_000, -14_000, 2, 2, 1_000, 800);

  private static final Placement DEPTHS =
      new Placement(new Crs(6680), -6_000, -14_000, 5, 5, 400, 320);

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder.resolve("town"));
    assertThat(town.importFile("aerial", photo()))
        .containsEntry("imported", 1L)
        .containsEntry("rejected", 0L)
        .containsEntry("format", "geotiff")
        .containsEntry("crs", "EPSG:6680");
    town.importFile("flood_depth", depths());
    town.publish("flood_depth");
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  /** Smooth colours with a red cross of 12 m, so that every place can be told. */
  private static Path photo() throws IOException {
    Path file = folder.resolve("aerial.tif");
    GeoTiffWriter.writeImage(
        file,
        PHOTO,
        false,
        w -> {
          int[] part = new int[w.pixels()];
          for (int i = 0; i < part.length; i++) {
            part[i] = colour(w.x() + i % w.width(), w.y() + i / w.width());
          }
          return part;
        });
    return file;
  }

  private static int colour(int x, int y) {
    boolean cross = Math.abs(x - 300) < 3 || Math.abs(y - 500) < 3;
    return cross ? 0xffff0000 : 0xff000000 | 60 << 16 | x * 255 / 1_000 << 8 | y * 255 / 800;
  }

  /** Depth in steps of whole columns; dry in the west. */
  private static Path depths() throws IOException {
    Path file = folder.resolve("depth.tif");
    float[] numbers = new float[400 * 320];
    for (int i = 0; i < numbers.length; i++) {
      int x = i % 400;
      numbers[i] = x < 100 ? Float.NaN : (x - 100) / 10f;
    }
    GeoTiffWriter.writeGrid(file, DEPTHS, -9999, numbers);
    return file;
  }

  /** The same tiles in one file, of a picture and of a grid. */
  @ParameterizedTest
  @ValueSource(strings = {"aerial", "flood_depth"})
  void theTilesCanBeTakenAwayInOneFile(String layer) throws Exception {
    Caller clerk = town.clerk();
    String address = "/api/layers/" + layer + "/download?f=pmtiles";
    Path file = Files.write(folder.resolve(layer + ".pmtiles"), clerk.get(address).body());
    JsonNode told = tileJson(layer);
    double[] place = lonLat(-5_000, -14_800);

    try (ArchiveReader archive = new ArchiveReader(file)) {
      assertThat(archive.kind()).isEqualTo(TileKind.WEBP);
      assertThat(archive.zooms().min()).isEqualTo(told.path("minzoom").asInt());
      assertThat(archive.zooms().max()).isEqualTo(told.path("maxzoom").asInt());
      for (int z = archive.zooms().min(); z <= archive.zooms().max(); z++) {
        TileAddress tile = TileAddress.at(z, place[0], place[1]);
        assertThat(archive.find(tile).orElseThrow())
            .isEqualTo(clerk.get(tile(layer, tile, "webp")).body());
      }
    }
    assertThat(clerk.get(address + "&bbox=141,42,142,43").code()).isEqualTo("pixels-only-whole");
    assertThat(clerk.get("/api/layers/" + layer + "/download?f=csv").code()).isEqualTo("no-items");
    assertThat(
            clerk
                .get("/api/layers/" + layer + "/download/metadata")
                .json()
                .path("formats")
                .findValuesAsText("name"))
        .containsExactly("pmtiles");
  }

  private static double[] lonLat(double east, double north) {
    var place = CrsConversion.between(new Crs(6680), Crs.JGD2011).apply(east, north);
    return new double[] {place.x, place.y};
  }

  private static BufferedImage picture(Answer answer) throws IOException {
    assertThat(answer.status()).isEqualTo(200);
    return ImageIO.read(new ByteArrayInputStream(answer.body()));
  }

  private static String tile(String layer, TileAddress address, String ending) {
    return "/tiles/" + layer + "/" + address + "." + ending;
  }

  private static JsonNode tileJson(String layer) {
    return town.clerk().get("/tiles/" + layer + ".json").json();
  }

  private static void gdal(Object... command) throws Exception {
    List<String> line = new ArrayList<>();
    Arrays.stream(command).forEach(part -> line.add(part.toString()));
    Process process;
    try {
      process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException absent) {
      assumeTrue(false, command[0] + " of GDAL is absent, test skipped");
      throw absent;
    }
    assertThat(process.waitFor()).as(line.toString()).isZero();
  }

  /** GDAL's picture of a tile's area, as PNG with alpha. */
  private static BufferedImage warped(Path from, TileAddress address, String how) throws Exception {
    double half = 20_037_508.342789244;
    double side = 2 * half / (1L << address.z());
    double west = -half + address.x() * side;
    double north = half - address.y() * side;
    Path warped = Files.createTempFile(folder, "warped", ".tif");
    gdal(
        "gdalwarp",
        "-q",
        "-overwrite",
        "-t_srs",
        "EPSG:3857",
        "-te",
        west,
        north - side,
        west + side,
        north,
        "-ts",
        256,
        256,
        "-r",
        how,
        "-ovr",
        "NONE",
        "-et",
        0,
        "-dstalpha",
        from,
        warped);
    Path png = Path.of(warped + ".png");
    gdal("gdal_translate", "-q", "-of", "PNG", warped, png);
    return ImageIO.read(png.toFile());
  }

  @Test
  void everyPixelOfThePhotoLiesWhereGdalPutsIt() throws Exception {
    int zoom = tileJson("aerial").path("maxzoom").asInt();
    assertThat(zoom).isEqualTo(16);
    double[] cross = lonLat(-6_000 + 600, -14_000 - 1_000);
    double[] corner = lonLat(-6_000, -14_000);
    for (double[] place : new double[][] {cross, corner}) {
      TileAddress address = TileAddress.at(zoom, place[0], place[1]);
      BufferedImage ours = picture(town.clerk().get(tile("aerial", address, "png")));
      BufferedImage theirs = warped(folder.resolve("aerial.tif"), address, "bilinear");
      long difference = 0;
      int visible = 0;
      int alphaDiffers = 0;
      for (int i = 0; i < 256 * 256; i++) {
        int a = ours.getRGB(i % 256, i / 256);
        int b = theirs.getRGB(i % 256, i / 256);
        if ((a >>> 24 == 0) != (b >>> 24 == 0)) {
          alphaDiffers++;
        } else if (a >>> 24 != 0) {
          visible++;
          difference += Math.abs((a >> 8 & 255) - (b >> 8 & 255));
          difference += Math.abs((a & 255) - (b & 255));
        }
      }
      assertThat(visible).isGreaterThan(5_000);
      assertThat(alphaDiffers).as("pixels at the border").isLessThan(10);
      assertThat(difference / (2.0 * visible)).as("mean difference of colours").isLessThan(3);
      assertThat(crossColumn(ours)).isEqualTo(crossColumn(theirs));
    }
  }

  /** The middle of the red columns in the row at three quarters; -1 without any. */
  private static int crossColumn(BufferedImage image) {
    List<Integer> red = new ArrayList<>();
    for (int x = 0; x < 256; x++) {
      int c = image.getRGB(x, 192);
      if ((c >> 16 & 255) > 160 && (c >> 8 & 255) < 60) {
        red.add(x);
      }
    }
    return red.isEmpty() ? -1 : red.get(red.size() / 2);
  }

  @Test
  void everyPixelOfTheGridHasTheClassOfTheNumberUnderItsMiddle() throws Exception {
    double[] place = lonLat(-6_000 + 1_000, -14_000 - 800);
    for (int zoom : new int[] {13, 15, 18}) {
      TileAddress address = TileAddress.at(zoom, place[0], place[1]);
      BufferedImage ours = picture(town.visitor().get(tile("flood_depth", address, "png")));
      int wrong = 0;
      for (int i = 0; i < 256 * 256; i++) {
        double[] at = placeOf(address, i % 256, i / 256);
        var plane = CrsConversion.between(Crs.JGD2011, new Crs(6680)).apply(at[0], at[1]);
        wrong += ours.getRGB(i % 256, i / 256) == colourAt(plane.x, plane.y) ? 0 : 1;
      }
      // A few pixels' middles lie on the border of two columns to within the interpolation.
      assertThat(wrong)
          .as("pixels of another class at zoom " + zoom)
          .isLessThan(zoom < 15 ? 900 : 40);
    }
  }

  private static double[] placeOf(TileAddress address, int x, int y) {
    double pixel = address.worldSize() / 256.0;
    return new double[] {
      org.machizu.tiles.grid.WebMercator.lon(address.worldMinX() + (x + 0.5) * pixel),
      org.machizu.tiles.grid.WebMercator.lat(address.worldMinY() + (y + 0.5) * pixel)
    };
  }

  private static int colourAt(double east, double north) {
    int x = (int) Math.floor((east + 6_000) / 5);
    int y = (int) Math.floor((-14_000 - north) / 5);
    if (x < 100 || x >= 400 || y < 0 || y >= 320) {
      return 0;
    }
    float depth = (x - 100) / 10f;
    return !(depth > 0)
        ? 0
        : depth < 0.5
            ? 0xfff7f5a9
            : depth < 3
                ? 0xffffd8c0
                : depth < 5
                    ? 0xffffb7b7
                    : depth < 10 ? 0xffff9191 : depth < 20 ? 0xfff285c9 : 0xffdc7adc;
  }

  @Test
  void theNumberAtAPlaceIsThatOfTheFile() {
    double[] place = lonLat(-6_000 + 5 * 231 + 1, -14_000 - 700);
    String path = "/api/layers/flood_depth/value?lon=%s&lat=%s";
    JsonNode json = town.visitor().get(path.formatted(place[0], place[1])).json();
    assertThat(json.path("value").asDouble()).isEqualTo(13.1);

    double[] dry = lonLat(-6_000 + 100, -14_000 - 700);
    assertThat(town.visitor().get(path.formatted(dry[0], dry[1])).json().path("value").isNull())
        .isTrue();
    assertThat(town.visitor().get(path.formatted(139.7, 35.7)).json().path("value").isNull())
        .isTrue();
    assertThat(town.visitor().get(path.formatted("x", 43)).code()).isEqualTo("bad-parameter");
    assertThat(town.clerk().get("/api/layers/aerial/value?lon=142&lat=43").code())
        .isEqualTo("no-values");
  }

  @Test
  void whatThePublicMayNotSeeIsNotThere() {
    double[] cross = lonLat(-6_000 + 600, -14_000 - 1_000);
    TileAddress address = TileAddress.at(14, cross[0], cross[1]);
    for (String path :
        List.of(
            tile("aerial", address, "webp"),
            tile("aerial", address, "png"),
            "/tiles/aerial.json",
            "/ogc/collections/aerial",
            "/api/layers/aerial/value?lon=142&lat=43")) {
      Answer hidden = town.visitor().get(path);
      Answer absent = town.visitor().get(path.replace("aerial", "nowhere"));
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(hidden.text().replace("aerial", "nowhere")).isEqualTo(absent.text());
    }
    assertThat(town.visitor().get("/styles/default.json").text()).doesNotContain("aerial");
    assertThat(town.visitor().get("/ogc/collections").text()).doesNotContain("aerial");
  }

  @Test
  void theCollectionSaysThatItHasNoFeatures() {
    JsonNode json = town.clerk().get("/ogc/collections/aerial").json();
    assertThat(json.has("itemType")).isFalse();
    assertThat(json.path("machizu").path("kind").asText()).isEqualTo("image");
    assertThat(
            StreamSupport.stream(json.path("links").spliterator(), false)
                .map(link -> link.path("rel").asText()))
        .contains("http://www.opengis.net/def/rel/ogc/1.0/tilesets-map")
        .doesNotContain("items");
    assertThat(json.path("extent").path("spatial").path("bbox").path(0).path(0).asDouble())
        .isCloseTo(lonLat(-6_000, -15_600)[0], within(1e-3));
    for (Answer refused :
        List.of(
            town.clerk().get("/ogc/collections/aerial/items"),
            town.clerk().get("/ogc/collections/aerial/items/1"),
            town.clerk().post("/ogc/collections/aerial/items", RunningTown.point("a", 142, 43)))) {
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.code()).isEqualTo("no-items");
    }
    TileAddress address = new TileAddress(14, 14_000, 6_000);
    assertThat(town.clerk().get(tile("aerial", address, "mvt")).code())
        .isEqualTo("no-vector-tiles");
    Answer export =
        town.clerk().post("/api/exports", "{\"layer\":\"aerial\",\"format\":\"geojson\"}");
    assertThat(town.clerk().ended(export.header("Location")).toString())
        .contains("layer-is-raster");
  }

  @Test
  void tilesAreKeptByWhoHasThemAndForGoodUnderTheirRevision() throws Exception {
    JsonNode json = tileJson("aerial");
    double[] cross = lonLat(-6_000 + 600, -14_000 - 1_000);
    String path =
        json.path("tiles")
            .path(0)
            .asText()
            .replace("{z}/{x}/{y}", TileAddress.at(15, cross[0], cross[1]).toString());
    assertThat(path).contains(".webp?v=");
    Answer tile = town.clerk().get(path);
    assertThat(tile.header("Content-Type")).isEqualTo("image/webp");
    assertThat(tile.header("Cache-Control")).isEqualTo("private, max-age=31536000, immutable");
    assertThat(picture(tile).getWidth()).isEqualTo(256);
    assertThat(town.clerk().with("If-None-Match", tile.header("ETag")).get(path).status())
        .isEqualTo(304);
    assertThat(town.clerk().get(path.replaceFirst("\\?.*", "")).header("Cache-Control"))
        .isEqualTo("private, no-cache");
    assertThat(town.clerk().get(tile("aerial", new TileAddress(15, 0, 0), "webp")).status())
        .isEqualTo(204);
    TileAddress deep = TileAddress.at(20, cross[0], cross[1]);
    assertThat(
            (picture(town.clerk().get(tile("aerial", deep, "png"))).getRGB(100, 100) >> 16 & 255))
        .isGreaterThan(0);
    JsonNode style = town.clerk().get("/styles/default.json").json();
    assertThat(style.path("sources").path("aerial").path("type").asText()).isEqualTo("raster");
    assertThat(style.path("sources").path("aerial").path("tileSize").asInt()).isEqualTo(256);
    assertThat(style.toString())
        .contains("\"machizu:ramp\":[{\"below\":0.5,\"color\":\"#f7f5a9\"}");
  }

  @Test
  void aNewImportReplacesThePictureAndTheRevisionTellsIt() throws Exception {
    Path first = folder.resolve("first.tif");
    Placement small = new Placement(new Crs(6680), -6_000, -14_000, 2, 2, 256, 256);
    BufferedImage blue = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    BufferedImage green = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256 * 256; i++) {
      blue.setRGB(i % 256, i / 256, 0x0000ff);
      green.setRGB(i % 256, i / 256, 0x00ff00);
    }
    GeoTiffWriter.writeImage(first, small, blue);
    Map<String, Object> made = town.importFile("replaced", first);
    assertThat(made).containsEntry("newLayer", true);
    double[] middle = lonLat(-6_000 + 250, -14_000 - 250);
    TileAddress address = TileAddress.at(14, middle[0], middle[1]);
    int[] at = pixelOf(address, middle);
    assertThat(
            picture(town.clerk().get(tile("replaced", address, "png"))).getRGB(at[0], at[1]) & 255)
        .isGreaterThan(200);

    GeoTiffWriter.writeImage(first, small, green);
    Map<String, Object> again = town.importFile("replaced", first);
    assertThat((Long) again.get("revision")).isGreaterThan((Long) made.get("revision"));
    assertThat(
            picture(town.clerk().get(tile("replaced", address, "png"))).getRGB(at[0], at[1]) >> 8
                & 255)
        .isGreaterThan(200);
  }

  private static int[] pixelOf(TileAddress address, double[] lonLat) {
    double pixel = address.worldSize() / 256.0;
    return new int[] {
      (int) ((org.machizu.tiles.grid.WebMercator.worldX(lonLat[0]) - address.worldMinX()) / pixel),
      (int) ((org.machizu.tiles.grid.WebMercator.worldY(lonLat[1]) - address.worldMinY()) / pixel)
    };
  }

  @Test
  void filesAndLayersOfDifferentKindsAreRefused() throws Exception {
    Answer job =
        town.clerk().upload(Form.ofLayer("flood_depth").file(folder.resolve("aerial.tif")));
    assertThat(town.clerk().ended(job.header("Location")).toString())
        .contains("layer-kind-differs")
        .contains("holds a grid of numbers, but the file holds a picture");
  }
}
