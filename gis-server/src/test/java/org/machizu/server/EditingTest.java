package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changing features over HTTP. */
class EditingTest {
  private static final String ITEMS = "/ogc/collections/stops/items";

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
    town.importGeoJson("stops", collection(point("first", 141.82, 42.76)));
    town.publish("stops");
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  @Test
  void aNewFeatureIsThereForEverybodyWithItsAddressAndVersion() {
    Answer created = town.clerk().post(ITEMS, point("new", 141.83, 42.77));

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    Answer read = town.visitor().get(created.header("Location"));
    assertThat(read.json().path("properties").path("name").asText()).isEqualTo("new");
    assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
    assertThat(read.json().path("geometry").path("coordinates").toString())
        .isEqualTo("[141.83,42.77]");
  }

  @Test
  void whoReadAnOlderVersionCannotOverwriteANewerOne() {
    Caller clerk = town.clerk();
    Answer created = clerk.post(ITEMS, point("contested", 141.83, 42.77));
    String path = created.header("Location");
    clerk.put(path, point("by somebody else", 141.83, 42.77));

    Answer stale =
        clerk.with("If-Match", created.header("ETag")).put(path, point("mine", 141.83, 42.77));

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.code()).isEqualTo("stale-version");
    assertThat(clerk.get(path).text()).contains("by somebody else");
  }

  @Test
  void aPatchLeavesAloneWhatItDoesNotName() {
    Caller clerk = town.clerk();
    String path = clerk.post(ITEMS, point("old name", 141.83, 42.77)).header("Location");

    Answer patched = clerk.patch(path, "{\"properties\":{\"name\":\"new name\"}}");

    assertThat(patched.status()).as(patched.text()).isEqualTo(200);
    assertThat(patched.json().path("properties").path("name").asText()).isEqualTo("new name");
    assertThat(patched.json().path("geometry").path("coordinates").toString())
        .isEqualTo("[141.83,42.77]");
  }

  @Test
  void aDeletedFeatureIsGoneAndUndoBringsItBack() {
    Caller clerk = town.clerk();
    String path = clerk.post(ITEMS, point("short-lived", 141.83, 42.77)).header("Location");
    String id = path.substring(path.lastIndexOf('/') + 1);

    assertThat(clerk.delete(path).status()).isEqualTo(204);
    assertThat(clerk.get(path).status()).isEqualTo(404);
    JsonNode change =
        clerk.get("/api/layers/stops/history?feature=" + id).json().path("changes").path(0);
    assertThat(change.path("kind").asText()).isEqualTo("delete");
    assertThat(change.path("actor").asText()).isEqualTo("clerk");

    Answer undone =
        clerk.post("/api/layers/stops/undo", "{\"revision\":" + change.path("revision") + "}");

    assertThat(undone.status()).as(undone.text()).isEqualTo(200);
    assertThat(clerk.get(path).text()).contains("short-lived");
  }

  @Test
  void anUndoThatOthersBuiltUponIsRefused() {
    Caller clerk = town.clerk();
    String path = clerk.post(ITEMS, point("one", 141.83, 42.77)).header("Location");
    String first = clerk.put(path, point("two", 141.83, 42.77)).header("ETag").replace("\"", "");
    clerk.put(path, point("three", 141.83, 42.77));

    Answer refused = clerk.post("/api/layers/stops/undo", "{\"revision\":" + first + "}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(clerk.get(path).text()).contains("three");
  }

  @Test
  void thePublicCannotChangeAnything() {
    Caller visitor = town.visitor();

    assertThat(visitor.post(ITEMS, point("graffiti", 141.83, 42.77)).code())
        .isEqualTo("sign-in-needed");
    assertThat(visitor.put(ITEMS + "/1", point("graffiti", 141.83, 42.77)).status()).isEqualTo(401);
    assertThat(visitor.patch(ITEMS + "/1", "{}").status()).isEqualTo(401);
    assertThat(visitor.delete(ITEMS + "/1").status()).isEqualTo(401);
    assertThat(visitor.get("/api/layers/stops/history").status()).isEqualTo(401);
    assertThat(visitor.post("/api/layers/stops/undo", "{\"revision\":1}").status()).isEqualTo(401);
    assertThat(visitor.get(ITEMS + "/1").text()).contains("first");
  }

  @Test
  void aPageOfAnotherSiteCannotUseAClerksSession() {
    Caller clerk = town.clerk();

    Answer byOrigin =
        clerk.with("Origin", "https://evil.example").post(ITEMS, point("x", 141.83, 42.77));
    Answer bySite =
        clerk.with("Sec-Fetch-Site", "cross-site").post(ITEMS, point("x", 141.83, 42.77));

    assertThat(byOrigin.code()).isEqualTo("cross-site");
    assertThat(bySite.code()).isEqualTo("cross-site");
    assertThat(clerk.with("Origin", town.base()).post(ITEMS, point("own", 141.83, 42.77)).status())
        .isEqualTo(201);
  }

  @Test
  void aSignedOutSessionIsOver() {
    Caller clerk = town.clerk();
    assertThat(clerk.get("/api/session").json().path("user").asText()).isEqualTo("clerk");

    clerk.delete("/api/session");

    assertThat(clerk.get("/api/session").json().path("role").asText()).isEqualTo("public");
    assertThat(clerk.post(ITEMS, point("late", 141.83, 42.77)).status()).isEqualTo(401);
  }

  @Test
  void everyChangeOutlivesARestart() throws Exception {
    String path = town.clerk().post(ITEMS, point("durable", 141.83, 42.77)).header("Location");
    String id = path.substring(path.lastIndexOf('/') + 1);

    town.restart();

    assertThat(town.visitor().get(ITEMS + "/" + id).text()).contains("durable");
  }
}
