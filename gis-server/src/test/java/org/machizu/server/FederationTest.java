package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.federation.Mount;
import org.machizu.tiles.grid.TileAddress;

/** A town mounts what its neighbour's server offers: two servers, one asking the other by HTTP. */
@Timeout(180)
class FederationTest {
  private static final double LON = 141.82;
  private static final double LAT = 42.76;
  private static final String MOUNTED = "/ogc/collections/kitahara_halls";
  private static final String TILE =
      "/tiles/kitahara_halls/" + TileAddress.at(14, LON, LAT) + ".mvt";

  @TempDir Path folder;
  private RunningTown neighbour;
  private RunningTown town;
  private Caller visitor;

  @BeforeEach
  void aTownAndItsNeighbour() throws Exception {
    neighbour = RunningTown.start(Files.createDirectory(folder.resolve("neighbour")));
    neighbour.importGeoJson(
        "halls", collection(point("東集会所", LON, LAT), point("西集会所", LON - 0.01, LAT)));
    neighbour.describe(
        "halls",
        "{\"title\":{\"ja\":\"集会所\",\"en\":\"Halls\"},\"licence\":\"CC-BY-4.0\",\"date\":\"2026-04-01\",\"attributes\":{\"name\":{\"ja\":\"名称\",\"en\":\"Name\"}}}");
    neighbour.publish("halls");
    neighbour.importGeoJson("secrets", collection(point("secret", LON, LAT)));
    town = started(neighbour.base());
    visitor = town.visitor();
  }

  private RunningTown started(String other) throws Exception {
    Path servers = folder.resolve("servers.yaml");
    Files.writeString(
        servers,
        "servers:\n  kitahara:\n    name: {ja: 北原町, en: Kitahara}\n    url: %s/ogc\n"
            .formatted(other));
    return RunningTown.start(
        Files.createDirectories(folder.resolve("town")),
        Map.of("federation.servers", servers.toString()));
  }

  @AfterEach
  void stop() throws Exception {
    town.close();
    neighbour.close();
  }

  /** Asks the neighbour now, and waits until that is done. */
  private JsonNode harvested() {
    Caller admin = town.as("admin");
    Answer started = admin.post("/api/federation/kitahara/harvest", "{}");
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    String job = started.header("Location");
    TileTest.await(() -> admin.get(job).json().path("state").asText().equals("done"));
    return admin.get("/api/federation").json().path("servers").path(0);
  }

  @Test
  void whatTheNeighbourOffersIsALayerOfTheTownWithItsNameAndTime() {
    JsonNode server = harvested();

    assertThat(server.path("away").asBoolean()).isFalse();
    assertThat(server.path("layers")).hasSize(1);
    assertThat(server.path("layers").path(0).path("features").asInt()).isEqualTo(2);
    JsonNode told = visitor.get(MOUNTED).json();
    assertThat(told.path("title").asText()).isEqualTo("集会所（北原町）");
    JsonNode machizu = told.path("machizu");
    assertThat(machizu.path("source").asText()).isEqualTo("北原町");
    assertThat(machizu.path("licence").asText()).isEqualTo("CC-BY-4.0");
    assertThat(machizu.path("date").asText()).isEqualTo("2026-04-01");
    assertThat(machizu.path("attributes").findValuesAsText("title")).contains("名称");
    JsonNode origin = machizu.path("origin");
    assertThat(origin.path("server").path("ja").asText()).isEqualTo("北原町");
    assertThat(origin.path("away").asBoolean()).isFalse();
    assertThat(origin.path("harvested").asText()).isNotEmpty();
    assertThat(visitor.get(MOUNTED + "/items").json().path("features").findValuesAsText("name"))
        .containsExactlyInAnyOrder("東集会所", "西集会所");
    TileTest.await(() -> visitor.get(TILE).text().contains("東集会所"));
    TileTest.await(() -> visitor.get("/api/search?q=東集会所").text().contains("kitahara_halls"));
    assertThat(visitor.get("/ogc/collections").text()).doesNotContain("secrets");
    assertThat(visitor.get("/open?q=北原町").text()).contains("集会所（北原町）");
    assertThat(visitor.get("/open/layers/kitahara_halls").text())
        .contains("取得元のサーバー", "この時点の内容", neighbour.base() + "/ogc")
        .doesNotContain("つながらない");
  }

  @Test
  void nobodyHereEditsWhatIsTheNeighbours() {
    harvested();

    Answer edited = town.clerk().post(MOUNTED + "/items", point("mine", LON, LAT));

    assertThat(edited.status()).isIn(403, 404);
    assertThat(town.clerk().get(MOUNTED).json().path("machizu").path("mayEdit").asBoolean())
        .isFalse();
  }

  @Test
  void itFollowsTheNeighbourAndKeepsTheIdsOfWhatStays() {
    harvested();
    JsonNode before = byName("東集会所");
    Caller clerk = neighbour.clerk();
    JsonNode west = find(clerk.get("/ogc/collections/halls/items").json(), "西集会所");
    clerk.delete("/ogc/collections/halls/items/" + west.path("id").asText());
    clerk.post("/ogc/collections/halls/items", point("北集会所", LON, LAT + 0.01));

    harvested();

    assertThat(visitor.get(MOUNTED + "/items").json().path("features").findValuesAsText("name"))
        .containsExactlyInAnyOrder("東集会所", "北集会所");
    assertThat(byName("東集会所")).isEqualTo(before);
  }

  private JsonNode byName(String name) {
    return find(visitor.get(MOUNTED + "/items").json(), name);
  }

  private static JsonNode find(JsonNode items, String name) {
    for (JsonNode feature : items.path("features")) {
      if (feature.path("properties").path("name").asText().equals(name)) {
        return feature;
      }
    }
    throw new AssertionError("there is no " + name + " in " + items);
  }

  @Test
  void whenTheNeighbourIsAwayItsLayersStayAndSayOfWhen() throws Exception {
    harvested();
    String harvested =
        visitor.get(MOUNTED).json().path("machizu").path("origin").path("harvested").asText();
    neighbour.close();

    JsonNode server = harvested();

    assertThat(server.path("away").asBoolean()).isTrue();
    assertThat(server.path("fault").asText()).isNotEmpty();
    assertThat(visitor.get("/api/federation").json().path("servers").path(0).has("fault"))
        .as("the public is told that it is away, not why")
        .isFalse();
    JsonNode origin = visitor.get(MOUNTED).json().path("machizu").path("origin");
    assertThat(origin.path("away").asBoolean()).isTrue();
    assertThat(origin.path("harvested").asText()).isEqualTo(harvested);
    assertThat(visitor.get(MOUNTED + "/items").json().path("numberMatched").asInt()).isEqualTo(2);
    assertThat(visitor.get("/open/layers/kitahara_halls").text()).contains("つながらない");
    neighbour = RunningTown.start(folder.resolve("neighbour"));
  }

  @Test
  void whatTheNeighbourTakesBackIsClosedHereToo() {
    harvested();
    neighbour.unpublish("halls");

    harvested();

    assertThat(visitor.get(MOUNTED).status()).isEqualTo(404);
    neighbour.publish("halls");
    harvested();
    assertThat(visitor.get(MOUNTED).status()).isEqualTo(200);
  }

  /** Also when the last harvest had gone wrong. */
  @Test
  void whoseServerStandsInTheFileNoMoreIsClosed() throws Exception {
    harvested();
    String file = Files.readString(folder.resolve("servers.yaml"));
    Files.writeString(folder.resolve("servers.yaml"), file.replace("kitahara:", "minami:"));

    town.restart(store -> {
      Mount mount = store.harvests().mounts().getFirst();
      store
          .harvests()
          .save(
              new Mount(
                  mount.layer(),
                  mount.server(),
                  mount.collection(),
                  mount.revision(),
                  mount.description(),
                  mount.harvested(),
                  mount.features(),
                  "it went wrong"));
    });

    TileTest.await(() -> town.visitor().get(MOUNTED).status() == 404);
    assertThat(town.clerk().get(MOUNTED + "/items").json().path("numberMatched").asInt())
        .as("staff keep it")
        .isEqualTo(2);
  }

  @Test
  void anEmptiedCollectionIsEmptyHere() {
    harvested();
    Caller clerk = neighbour.clerk();
    for (JsonNode one : clerk.get("/ogc/collections/halls/items").json().path("features")) {
      clerk.delete("/ogc/collections/halls/items/" + one.path("id").asText());
    }

    harvested();

    assertThat(visitor.get(MOUNTED + "/items").json().path("numberMatched").asInt()).isZero();
  }

  @Test
  void aLayerOfTheTownsOwnIsNeverTakenOver() throws Exception {
    town.importGeoJson("kitahara_halls", collection(point("ours", LON, LAT)));
    town.publish("kitahara_halls");

    JsonNode server = harvested();

    assertThat(server.path("layers")).isEmpty();
    assertThat(visitor.get(MOUNTED + "/items").text()).contains("ours").doesNotContain("東集会所");
  }
}
