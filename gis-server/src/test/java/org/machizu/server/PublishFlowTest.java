package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.tiles.grid.TileAddress;

/** A section's edits reach the public by one reviewed step, wherever the public looks. */
@Timeout(120)
class PublishFlowTest {
  private static final double LON = 141.82;
  private static final double LAT = 42.76;
  private static final String ITEMS = "/ogc/collections/halls/items";
  private static final String PUBLISH = "/api/layers/halls/publish";
  private static final String TILE = "/tiles/halls/" + TileAddress.at(14, LON, LAT) + ".mvt";

  @TempDir static Path folder;
  private static RunningTown town;
  private static Caller clerk;
  private static Caller visitor;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
    clerk = town.clerk();
    visitor = town.visitor();
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  @BeforeEach
  void aLayerWhoseChangesWait() throws Exception {
    town.importGeoJson("halls", collection(point("oldhall", LON, LAT)));
    publish("{\"published\":true,\"reason\":\"open data\",\"waits\":true}");
  }

  private static JsonNode publish(String body) {
    Answer answer = clerk.post(PUBLISH, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static String added(String name) {
    Answer added = clerk.post(ITEMS, point(name, LON, LAT));
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    return added.header("Location");
  }

  @Test
  void nothingOfAnEditIsSeenOutsideUntilTheStep() {
    String tilesBefore = visitor.get("/tiles/halls.json").text();
    JsonNode before = visitor.get("/ogc/collections/halls").json();

    String one = added("newhall");
    TileTest.await(() -> clerk.get(TILE).text().contains("newhall"));
    TileTest.await(() -> clerk.get("/api/search?q=newhall").json().path("hits").size() == 1);

    assertThat(visitor.get(ITEMS).text()).contains("oldhall").doesNotContain("newhall");
    assertThat(visitor.get(ITEMS).json().path("numberMatched").asInt()).isEqualTo(1);
    assertThat(visitor.get(one).status()).isEqualTo(404);
    assertThat(visitor.get(TILE).text()).contains("oldhall").doesNotContain("newhall");
    assertThat(visitor.get("/api/search?q=newhall").json().path("hits")).isEmpty();
    assertThat(visitor.get("/tiles/halls.json").text()).isEqualTo(tilesBefore);
    assertThat(visitor.get("/ogc/collections/halls").json()).isEqualTo(before);
    assertThat(before.path("machizu").has("shown")).as("the public is not told of it").isFalse();
    JsonNode toStaff = clerk.get("/ogc/collections/halls").json().path("machizu");
    assertThat(toStaff.path("shown").asLong())
        .isEqualTo(before.path("machizu").path("revision").asLong())
        .isLessThan(toStaff.path("revision").asLong());

    publish("{\"published\":true,\"reason\":\"as reviewed\"}");

    assertThat(visitor.get(ITEMS).text()).contains("newhall");
    assertThat(visitor.get(one).status()).isEqualTo(200);
    TileTest.await(() -> visitor.get(TILE).text().contains("newhall"));
    TileTest.await(() -> visitor.get("/api/search?q=newhall").json().path("hits").size() == 1);
  }

  @Test
  void aTileOfWhatThePublicSeesMayBeKeptForGood() {
    added("newhall");
    String template = visitor.get("/tiles/halls.json").json().path("tiles").path(0).asText();
    String current = template.replace("{z}/{x}/{y}", TileAddress.at(14, LON, LAT).toString());
    visitor.get(current);

    assertThat(visitor.get(current).header("Cache-Control")).contains("immutable");
  }

  @Test
  void theDifferenceIsToldInWhatThePublicWouldSee() throws Exception {
    String id = clerk.get(ITEMS).json().path("features").path(0).path("id").asText();
    clerk.patch(ITEMS + "/" + id, "{\"properties\":{\"name\":\"renamed\"}}");
    added("newhall");

    JsonNode difference = clerk.get(PUBLISH + "/difference").json();

    assertThat(difference.path("changed").asInt()).isEqualTo(1);
    assertThat(difference.path("added").asInt()).isEqualTo(1);
    assertThat(difference.path("removed").asInt()).isZero();
    JsonNode changed = difference.path("listed").path(0);
    assertThat(changed.path("kind").asText()).isEqualTo("changed");
    assertThat(changed.path("before").path("properties").path("name").asText())
        .isEqualTo("oldhall");
    assertThat(changed.path("after").path("properties").path("name").asText()).isEqualTo("renamed");
    JsonNode review = clerk.get(PUBLISH).json();
    assertThat(review.path("waits").asBoolean()).isTrue();
    assertThat(review.path("shown").asLong()).isEqualTo(difference.path("from").asLong());
    publish(
        "{\"published\":true,\"reason\":\"as reviewed\",\"reviewed\":%s}"
            .formatted(review.path("revision")));
    assertThat(clerk.get(PUBLISH + "/difference").json().path("listed")).isEmpty();
  }

  @Test
  void whoeverHasReviewedShowsOnlyWhatTheyHaveSeen() {
    long reviewed = clerk.get(PUBLISH).json().path("revision").asLong();
    added("afterwards");

    Answer refused =
        clerk.post(
            PUBLISH,
            "{\"published\":true,\"reason\":\"as reviewed\",\"reviewed\":%d}".formatted(reviewed));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("changed-since-review");
    assertThat(visitor.get(ITEMS).text()).doesNotContain("afterwards");
  }

  @Test
  void openMapsOutsideHearOfTheStepAndOfNothingBefore() {
    try (EventStream outside = visitor.events();
        EventStream inside = clerk.events()) {
      added("newhall");
      inside.next("layer");
      JsonNode published = publish("{\"published\":true,\"reason\":\"as reviewed\"}");

      assertThat(outside.next("layer").path("revision").asLong())
          .as("the first that is heard")
          .isEqualTo(published.path("revision").asLong());
    }
  }

  @Test
  void whenNothingWaitsAnyMoreEverybodySeesThePresent() {
    added("newhall");

    JsonNode open = publish("{\"published\":true,\"reason\":\"all at once\",\"waits\":false}");

    assertThat(open.path("waits").asBoolean()).isFalse();
    added("latest");
    assertThat(visitor.get(ITEMS).text()).contains("newhall", "latest");
  }

  @Test
  void aClosedLayerHasNoDifferenceAndNothingButTruthValuesIsTaken() {
    publish("{\"published\":false,\"reason\":\"a mistake\"}");

    Answer closed = clerk.get(PUBLISH + "/difference");
    assertThat(closed.status()).isEqualTo(409);
    assertThat(closed.code()).isEqualTo("layer-not-open");
    Answer bad = clerk.post(PUBLISH, "{\"published\":true,\"reason\":\"open\",\"waits\":\"yes\"}");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.text()).contains("waits", "true or false");
  }

  @Test
  void whatIsExportedForThePublicIsWhatItSees() throws Exception {
    added("newhall");

    Answer started = visitor.post("/api/exports", "{\"layer\":\"halls\",\"format\":\"geojson\"}");
    String job = started.header("Location");
    TileTest.await(() -> visitor.get(job).json().path("state").asText().equals("done"));

    assertThat(visitor.get(job + "/file").text()).contains("oldhall").doesNotContain("newhall");
  }
}
