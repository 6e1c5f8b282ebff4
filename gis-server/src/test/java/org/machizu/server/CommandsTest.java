package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.Actor;
import org.machizu.config.SettingsLoader;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.ValidTime;

/** The commands as a person calls them, on a real data folder, with and without a server. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CommandsTest {
  private static final String TWO_GOOD_ONE_BAD =
      """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"name":"役場"},"geometry":{"type":"Point","coordinates":[141.82,42.76]}},
      {"type":"Feature","properties":{"name":"駅"},"geometry":{"type":"Point","coordinates":[141.83,42.77]}},
      {"type":"Feature","properties":{"name":"海"},"geometry":{"type":"Point","coordinates":[1000,2000]}}]}
      """;

  @TempDir Path folder;
  private Path town;
  private Path places;

  @BeforeEach
  void writeAFile() throws Exception {
    town = folder.resolve("town");
    places = Files.writeString(folder.resolve("場所.geojson"), TWO_GOOD_ONE_BAD);
  }

  @Test
  void anImportTellsItsCountsLastAndTheProblemsOnTheSide() throws Exception {
    Call.Outcome outcome = importPlaces();

    assertThat(outcome.lastLine()).isEqualTo("imported 2, rejected 1");
    assertThat(outcome.err()).contains("row 3", "rejected");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void anImportNamesTheLayerAndItsTimeAndRefusesAttributesThatAreNotThere() throws Exception {
    Path events = folder.resolve("events.csv");
    Files.writeString(events, "name,lat,lon,day\n祭り,42.76,141.82,2026-08-01\n");
    String[] named = {
      "import",
      events.toString(),
      "--layer",
      "events",
      "--data",
      town.toString(),
      "--title",
      "行事",
      "--title-en",
      "Events",
      "--group",
      "facilities",
      "--valid-from",
      "day"
    };
    String[] wrong = named.clone();
    wrong[wrong.length - 1] = "date";

    Call.Outcome refused = run(wrong);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("no attribute 'date'", "name, day");
    assertThat(run(named).lastLine()).isEqualTo("imported 1, rejected 0");

    try (Town open =
        Town.open(
            SettingsLoader.load(null, Map.of(), Map.of("data", town.toString()), warning -> {}))) {
      Layer layer = open.layers().find(Actor.OPERATOR, "events").orElseThrow().entry().layer();
      assertThat(layer.title()).isEqualTo(new LocalizedText("行事", "Events"));
      assertThat(layer.group()).isEqualTo("facilities");
      assertThat(layer.validTime()).isEqualTo(new ValidTime("day", null));
    }
  }

  @Test
  void anExportHasOnlyWhatItsOptionsAskFor() throws Exception {
    Path halls = folder.resolve("halls.csv");
    Files.writeString(halls, "名称,住所,種別,緯度,経度\n公民館,本町1,集会,42.76,141.82\n学校,緑2,教育,42.77,141.83\n");
    assertThat(
            run("import", halls.toString(), "--layer", "halls", "--data", town.toString()).code())
        .isZero();
    Path out = folder.resolve("out.csv");
    String[] base = {
      "export",
      "--layer",
      "halls",
      "--format",
      "csv",
      "--out",
      out.toString(),
      "--data",
      town.toString()
    };

    assertThat(run(and(base, "--filter", "種別 = '教育'", "--properties", "種別,名称")).lastLine())
        .isEqualTo("exported 1");
    assertThat(Files.readString(out)).isEqualTo("\uFEFF種別,名称,緯度,経度\r\n教育,学校,42.77,141.83\r\n");

    assertThat(run(and(base, "--profile", "public-facility", "--bbox", "141,42,141.825,43")).code())
        .isZero();
    assertThat(Files.readString(out))
        .startsWith("\uFEFF都道府県コード又は市区町村コード,NO,")
        .contains(",公民館,")
        .doesNotContain("学校");

    Call.Outcome refused = run(and(base, "--filter", "階数 > 2"));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("階数");
  }

  private static String[] and(String[] base, String... more) {
    return Stream.of(base, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aServerTakesTheWorkWhileItHoldsTheFolder() throws Exception {
    Call server = new Call(Map.of(), "", "serve", "--port", "0", "--data", town.toString());
    server.awaitReady();

    assertThat(importPlaces().lastLine()).isEqualTo("imported 2, rejected 1");
    assertThat(export("shops").err()).contains("there is no layer 'shops'", "places");
    assertThat(run("serve", "--port", "0", "--data", town.toString()).err())
        .contains("is in use by `machizu serve`");

    assertThat(server.stop().code()).isZero();
    Call.Outcome exported = export("places");
    assertThat(exported.out()).isEqualTo("exported 2\n");
    assertThat(Files.readString(folder.resolve("out.geojson"))).contains("役場", "駅");
  }

  @Test
  void aParameterFileThatIsNoneStopsTheStartWithItsReason() throws Exception {
    Path grid = Files.writeString(folder.resolve("broken.par"), "no grid at all\n");

    Call.Outcome outcome =
        new Call(
                Map.of("MACHIZU_GRIDS_TKY2JGD", grid.toString()),
                "",
                "serve",
                "--port",
                "0",
                "--data",
                town.toString())
            .end();

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("broken.par", "grids.tky2jgd");
  }

  @Test
  void whenNothingWasImportedTheCodeIsTwoAndTheReasonIsTold() throws Exception {
    Files.writeString(places, "{\"type\":\"FeatureCollection\",\"features\":[]}");

    Call.Outcome outcome = importPlaces();

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("machizu import:").doesNotContain("\tat ");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void whatIsWronglyCalledIsRefusedWithWhatToDo() throws Exception {
    assertRefused("there is no file", "import", "nowhere.shp", "--layer", "x");
    assertRefused("--layer", "import", places.toString());
    assertRefused("Plätze", "import", places.toString(), "--layer", "Plätze");
    assertRefused("there is no file", "import", "nowhere.shp", "--layer", "x", "--key", "a");
    assertRefused(
        "--remove-missing needs --key",
        "import",
        places.toString(),
        "--layer",
        "x",
        "--remove-missing");
    assertRefused("EPSG:1", "import", places.toString(), "--layer", "x", "--crs", "EPSG:1");
    assertRefused("klingon", "import", places.toString(), "--layer", "x", "--encoding", "klingon");
    assertRefused(
        "there is no folder", "export", "--layer", "x", "--format", "csv", "--out", "/no/x");
    assertRefused("--port", "serve", "--port", "80800");
  }

  @Test
  void aTakenPortIsTheUsersError() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());

      Call.Outcome outcome = run("serve", "--port", port, "--data", town.toString());

      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains("the port is in use").contains("--port");
    }
  }

  @Test
  void aPasswordBecomesAHashThatTheSettingsTake() throws Exception {
    Call.Outcome outcome = new Call(Map.of(), "correct horse\n", "hash-password").end();

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).matches("\\$2[aby]\\$12\\$[./A-Za-z0-9]{53}\n");
    assertThat(new Call(Map.of(), "short\n", "hash-password").end().code()).isEqualTo(2);
    assertThat(new Call(Map.of(), "長".repeat(25), "hash-password").end().err())
        .contains("at most 72 bytes");
  }

  @Test
  void theRehearsalOfAStartGetsAnAnswerOnEveryPathOfAMap() throws Exception {
    Call.Outcome outcome = run("rehearse");

    assertThat(outcome.code()).as(outcome.err()).isZero();
  }

  private void assertRefused(String reason, String... arguments) throws Exception {
    Call.Outcome outcome = new Call(Map.of("MACHIZU_DATA", town.toString()), "", arguments).end();
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(reason).doesNotContain("\tat ");
  }

  private Call.Outcome importPlaces() throws Exception {
    return run("import", places.toString(), "--layer", "places", "--data", town.toString());
  }

  private Call.Outcome export(String layer) throws Exception {
    Path out = folder.resolve("out.geojson");
    return run(
        "export",
        "--layer",
        layer,
        "--format",
        "geojson",
        "--out",
        out.toString(),
        "--data",
        town.toString());
  }

  private Call.Outcome run(String... arguments) throws Exception {
    return new Call(Map.of(), "", arguments).end();
  }
}
