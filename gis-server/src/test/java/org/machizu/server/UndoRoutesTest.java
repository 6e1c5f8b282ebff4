package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * History page by page, and taking revisions back over HTTP: few features at once, many by a job.
 */
class UndoRoutesTest {
  private static final int MANY = 12_000;

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder.resolve("town"));
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  /** Imports so many points as the layer's whole content; tells the revision. */
  private static long load(String layer, int count, String name) throws Exception {
    List<String> lines = new ArrayList<>(List.of("name,lat,lon"));
    for (int n = 0; n < count; n++) {
      lines.add(name + n + ",42.8,141.8");
    }
    Path file = Files.write(folder.resolve(name + ".csv"), lines);
    town.importFile(layer, file);
    return newest(layer);
  }

  private static long newest(String layer) {
    return town.clerk()
        .get("/api/layers/" + layer + "/history?limit=1")
        .json()
        .path("changes")
        .path(0)
        .path("revision")
        .asLong();
  }

  private static Answer undo(Caller caller, String layer, long revision) {
    return caller.post("/api/layers/" + layer + "/undo", "{\"revision\":" + revision + "}");
  }

  private static String firstName(String layer) {
    return town.clerk()
        .get("/ogc/collections/" + layer + "/items?limit=1")
        .json()
        .at("/features/0/properties/name")
        .asText();
  }

  @Test
  void aSmallUndoIsAnsweredWithItsFeatures() throws Exception {
    load("few", 3, "right");
    long wrong = load("few", 2, "wrong");

    Answer undone = undo(town.clerk(), "few", wrong);

    assertThat(undone.status()).as(undone.text()).isEqualTo(200);
    assertThat(undone.json().path("count").asInt()).isEqualTo(5);
    assertThat(undone.json().path("features")).hasSize(5);
    assertThat(undone.json().path("revision").asLong()).isEqualTo(newest("few"));
    assertThat(firstName("few")).isEqualTo("right0");
  }

  @Test
  void aLargeUndoIsAJobThatTellsRevisionAndNumber() throws Exception {
    load("many", MANY, "right");
    long wrong = load("many", MANY, "wrong");
    Caller clerk = town.clerk();

    Answer begun = undo(clerk, "many", wrong);

    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    String job = begun.header("Location");
    assertThat(town.neighbour().get(job).code()).isEqualTo("not-found");
    JsonNode end = clerk.ended(job);
    assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("done");
    JsonNode result = end.path("result");
    assertThat(result.path("layer").asText()).isEqualTo("many");
    assertThat(result.path("undone").asLong()).isEqualTo(wrong);
    assertThat(result.path("revision").asLong()).isEqualTo(newest("many"));
    assertThat(result.path("count").asInt()).isEqualTo(2 * MANY);
    assertThat(firstName("many")).isEqualTo("right0");
  }

  @Test
  void aLargeUndoThatSomebodyHasBuiltUponIsRefusedAtOnce() throws Exception {
    load("built", 10, "right");
    long wrong = load("built", 3_000, "wrong");
    Caller clerk = town.clerk();
    String id =
        clerk.get("/ogc/collections/built/items?limit=1").json().at("/features/0/id").asText();
    clerk.patch("/ogc/collections/built/items/" + id, "{\"properties\":{\"name\":\"mended\"}}");

    Answer refused = undo(clerk, "built", wrong);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("changed-since");
    assertThat(refused.text()).contains("feature " + id);
    assertThat(firstName("built")).isEqualTo("mended");
    assertThat(undo(clerk, "built", 999_999).code()).isEqualTo("no-such-revision");
  }

  @Test
  void aRevisionLargerThanAPageIsReadByFollowingTheLinks() throws Exception {
    long loaded = load("paged", 2_500, "row");
    Caller clerk = town.clerk();
    Set<Long> features = new HashSet<>();
    List<Integer> sizes = new ArrayList<>();
    String page = "/api/layers/paged/history?limit=1000";
    while (page != null) {
      JsonNode read = clerk.get(page).json();
      sizes.add(read.path("changes").size());
      for (JsonNode change : read.path("changes")) {
        assertThat(change.path("revision").asLong()).isEqualTo(loaded);
        assertThat(features.add(change.path("feature").asLong())).isTrue();
      }
      page = read.at("/links/0/href").asText(null);
    }

    assertThat(sizes).containsExactly(1_000, 1_000, 500);
    assertThat(features).hasSize(2_500);
    JsonNode before = clerk.get("/api/layers/paged/history?before=" + loaded).json();
    assertThat(before.path("changes")).isEmpty();
    assertThat(before.path("links")).isEmpty();
    Answer bad = clerk.get("/api/layers/paged/history?after=nonsense");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.code()).isEqualTo("bad-query");
  }

  @Test
  void thePublicTakesNothingBack() throws Exception {
    long loaded = load("closed", 2, "row");

    assertThat(undo(town.visitor(), "closed", loaded).status()).isEqualTo(401);
    assertThat(firstName("closed")).isEqualTo("row0");
  }
}
