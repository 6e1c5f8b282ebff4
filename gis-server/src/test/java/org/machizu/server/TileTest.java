package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.tiles.grid.TileAddress;

/** Tiles, TileJSON and styles over HTTP, before and after edits. */
class TileTest {
  private static final long LOOK_AGAIN_NANOS = 20_000_000;
  private static final double LON = 141.82;
  private static final double LAT = 42.76;
  private static final String ITEMS = "/ogc/collections/stops/items";

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
    town.importGeoJson("stops", collection(point("first", LON, LAT), point("far", 141.2, 43.3)));
    town.publish("stops");
    town.importGeoJson("plans", collection(point("secret", LON, LAT)));
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  @Test
  void aTileHoldsTheFeaturesOfItsPlace() {
    Answer tile = town.visitor().get(tile("stops", 14, LON, LAT));

    assertThat(tile.status()).isEqualTo(200);
    assertThat(tile.header("Content-Type")).isEqualTo("application/vnd.mapbox-vector-tile");
    assertThat(tile.text()).contains("first").doesNotContain("far");
    assertThat(town.visitor().get(tile("stops", 14, 139.7, 35.7)).status()).isEqualTo(204);
  }

  @Test
  void aTileIsSentGzippedToWhoTakesIt() {
    Answer gzipped =
        town.visitor().with("Accept-Encoding", "gzip").get(tile("stops", 14, LON, LAT));

    assertThat(gzipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(gzipped.header("Content-Length")).isEqualTo(Integer.toString(gzipped.body().length));
    assertThat(gzipped.body()[0]).isEqualTo((byte) 0x1f);
  }

  @Test
  void thePublicGetsNoTileOfAHiddenLayerNotEvenAmongOthers() {
    assertThat(town.clerk().get(tile("stops,plans", 14, LON, LAT)).text()).contains("secret");

    assertThat(town.visitor().get(tile("plans", 14, LON, LAT)).status()).isEqualTo(404);
    assertThat(town.visitor().get(tile("stops,plans", 14, LON, LAT)).status()).isEqualTo(404);
    assertThat(town.visitor().get("/tiles/plans.json").status()).isEqualTo(404);
    assertThat(town.visitor().get("/styles/default.json").text()).doesNotContain("plans");
    assertThat(town.clerk().get("/styles/default.json").text()).contains("plans");
  }

  @Test
  void anEditIsInTheTilesItTouchesAndTheOthersStay() {
    String touched = tile("stops", 15, LON, LAT);
    String other = tile("stops", 15, 141.2, 43.3);
    String touchedBefore = town.visitor().get(touched).header("ETag");
    String otherBefore = town.visitor().get(other).header("ETag");

    Answer created = town.clerk().post(ITEMS, point("fresh", LON, LAT));

    await(() -> town.visitor().get(touched).text().contains("fresh"));
    assertThat(town.visitor().get(touched).header("ETag")).isNotEqualTo(touchedBefore);
    assertThat(town.visitor().with("If-None-Match", otherBefore).get(other).status())
        .isEqualTo(304);

    town.clerk().delete(created.header("Location"));
    await(() -> !town.visitor().get(touched).text().contains("fresh"));
    assertThat(town.visitor().get(touched).header("ETag")).isEqualTo(touchedBefore);
  }

  @Test
  void onlyATileOfTheCurrentRevisionMayBeKeptForGood() {
    JsonNode tileJson = town.visitor().get("/tiles/stops.json").json();
    String template = tileJson.path("tiles").path(0).asText();
    String current = template.replace("{z}/{x}/{y}", TileAddress.at(12, LON, LAT).toString());
    town.visitor().get(current);

    assertThat(town.visitor().get(current).header("Cache-Control")).contains("immutable");
    assertThat(town.visitor().get(current.replaceFirst("v=\\d+", "v=1")).header("Cache-Control"))
        .doesNotContain("immutable");
    assertThat(town.visitor().get(current.replaceFirst("\\?.*", "")).header("Cache-Control"))
        .isEqualTo("public, no-cache");
    assertThat(town.clerk().get(current).header("Cache-Control")).startsWith("private");
  }

  @Test
  void theTileJsonTellsZoomsBoundsAndFields() {
    JsonNode json = town.visitor().get("/tiles/stops.json?lang=en").json();

    assertThat(json.path("tilejson").asText()).isEqualTo("3.0.0");
    assertThat(json.path("bounds").path(0).asDouble()).isBetween(141.19, 141.21);
    assertThat(json.path("vector_layers").path(0).path("fields").has("name")).isTrue();
  }

  @Test
  void everyStyleLayerNamesASourceThatAnswers() {
    JsonNode style = town.visitor().get("/styles/default.json").json();

    assertThat(style.path("version").asInt()).isEqualTo(8);
    assertThat(style.path("layers").size()).isGreaterThan(1);
    for (JsonNode layer : style.path("layers")) {
      if (layer.has("source")) {
        JsonNode source = style.path("sources").path(layer.path("source").asText());
        assertThat(town.visitor().get(source.path("url").asText()).status()).isEqualTo(200);
      }
    }
  }

  private static String tile(String layers, int z, double lon, double lat) {
    return "/tiles/" + layers + "/" + TileAddress.at(z, lon, lat) + ".mvt";
  }

  /** Waits for news that come by themselves; five seconds is far more than they need. */
  static void await(BooleanSupplier condition) {
    Instant giveUp = Instant.now().plus(Duration.ofSeconds(5));
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(giveUp)) {
        throw new AssertionError("nothing came within five seconds");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
