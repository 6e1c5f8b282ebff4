package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.testdata.RealData;

/**
 * A parameter grid in the settings moves what is imported. The grids are excerpts of the survey
 * authority's; the expected positions are its own results for them (国土地理院 TKY2JGD, PatchJGD), as in
 * {@code ParGridReaderTest}.
 */
@Timeout(120)
class DatumGridsTest {
  private static final String TOKYO_TSUKUBA =
      "no,lat,lon\n1,36.103774791666666,140.08785504166664\n";
  private static final String JGD2000_KINKASAN =
      "no,lat,lon\n1,38.2985120586605,141.5559006163195\n";

  private static final String JGD2000 = "http://www.opengis.net/def/crs/EPSG/0/4612";

  /** About 0.3 mm; the results are given to nine digits. */
  private static final double DEGREES = 3e-9;

  @TempDir Path folder;

  private static String grid(String name) {
    return RealData.repository()
        .resolve("geo/src/test/resources/org/machizu/geo/crs")
        .resolve(name)
        .toString();
  }

  private record Placed(double lon, double lat, double accuracyM, String note) {}

  private static Placed imported(RunningTown town, String layer, String csv, String crs) {
    JsonNode job =
        town.clerk().imported(Form.ofLayer(layer).text("crs", crs).file("points.csv", csv));
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
    JsonNode place =
        town.clerk()
            .get("/ogc/collections/" + layer + "/items")
            .json()
            .at("/features/0/geometry/coordinates");
    JsonNode result = job.path("result");
    return new Placed(
        place.path(0).asDouble(),
        place.path(1).asDouble(),
        result.path("accuracyM").asDouble(),
        result.path("accuracyNote").asText());
  }

  private static JsonNode inJgd2000(RunningTown town, String layer) {
    String crs = URLEncoder.encode(JGD2000, StandardCharsets.UTF_8);
    return town.clerk().get("/ogc/collections/" + layer + "/items?crs=" + crs).json();
  }

  @Test
  void oldTokyoPositionsGoByTky2jgdAndTheReportSaysSo() throws Exception {
    Map<String, String> settings = Map.of("grids.tky2jgd", grid("tsukuba-tky2jgd.par"));
    try (RunningTown town = RunningTown.start(folder.resolve("town"), settings)) {
      Placed tsukuba = imported(town, "stones", TOKYO_TSUKUBA, "EPSG:4301");

      assertThat(tsukuba.lon()).isEqualTo(140.084576867, within(DEGREES));
      assertThat(tsukuba.lat()).isEqualTo(36.106966281, within(DEGREES));
      assertThat(tsukuba.note()).contains("tsukuba-tky2jgd.par", "0.2 m");
      // From JGD2000 on there is no grid: the report adds what that may mean there.
      assertThat(tsukuba.accuracyM()).isEqualTo(0.2 + 6, within(1e-9));
      assertThat(tsukuba.note()).contains("JGD2000 was taken as JGD2011");
    }
  }

  @Test
  void jgd2000PositionsGoByPatchJgdAndTheReportSaysSo() throws Exception {
    Map<String, String> settings = Map.of("grids.patchJgd", grid("kinkasan-patchjgd.par"));
    try (RunningTown town = RunningTown.start(folder.resolve("town"), settings)) {
      Placed kinkasan = imported(town, "stones", JGD2000_KINKASAN, "EPSG:4612");

      assertThat(kinkasan.lon()).isEqualTo(141.555963019, within(DEGREES));
      assertThat(kinkasan.lat()).isEqualTo(38.298495306, within(DEGREES));
      assertThat(kinkasan.accuracyM()).isEqualTo(0.2);
      assertThat(kinkasan.note()).contains("kinkasan-patchjgd.par", "JGD2000 to JGD2011", "0.2 m");

      // Programs that ask for JGD2000 get back what came in, by the same grid, and edit in it.
      JsonNode back = inJgd2000(town, "stones");
      JsonNode latLon = back.at("/features/0/geometry/coordinates");
      assertThat(latLon.path(0).asDouble()).isEqualTo(38.2985120586605, within(DEGREES));
      assertThat(latLon.path(1).asDouble()).isEqualTo(141.5559006163195, within(DEGREES));
      assertThat(back.at("/machizu/datumShift/accuracyM").asDouble()).isEqualTo(0.2);
      Answer moved =
          town.clerk()
              .with("Content-Crs", "<" + JGD2000 + ">")
              .patch(
                  "/ogc/collections/stones/items/1",
                  "{\"geometry\":{\"type\":\"Point\",\"coordinates\":%s}}".formatted(latLon));
      assertThat(moved.json().at("/geometry/coordinates/0").asDouble())
          .as(moved.text())
          .isEqualTo(kinkasan.lon(), within(2 * DEGREES));
      assertThat(moved.json().at("/machizu/datumShift/accuracyM").asDouble()).isEqualTo(0.2);

      // Outside the grid the coarse way is taken, and told.
      Placed elsewhere = imported(town, "others", TOKYO_TSUKUBA, "EPSG:4612");
      assertThat(elsewhere.lon()).isEqualTo(140.08785504166664, within(1e-12));
      assertThat(elsewhere.accuracyM()).isEqualTo(6);
    }
  }

  @Test
  void withoutGridsTheSamePositionsAreLessExactAndTheReportSaysSo() throws Exception {
    try (RunningTown town = RunningTown.start(folder.resolve("town"))) {
      Placed kinkasan = imported(town, "stones", JGD2000_KINKASAN, "EPSG:4612");
      Placed tsukuba = imported(town, "tokyo", TOKYO_TSUKUBA, "EPSG:4301");

      assertThat(kinkasan.lon()).isEqualTo(141.5559006163195, within(1e-12));
      assertThat(kinkasan.accuracyM()).isEqualTo(6);
      assertThat(inJgd2000(town, "stones").at("/machizu/datumShift/accuracyM").asDouble())
          .isEqualTo(6);
      assertThat(tsukuba.lon()).isEqualTo(140.084576867, within(1e-4));
      assertThat(tsukuba.lon()).isNotCloseTo(140.084576867, within(DEGREES));
      assertThat(tsukuba.accuracyM()).isEqualTo(9 + 6);
      assertThat(tsukuba.note()).contains("three parameters");
    }
  }
}
