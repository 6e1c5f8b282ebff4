package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watching and cancelling jobs by HTTP, and who may. */
@Timeout(120)
class JobRoutesTest {
  private static final int MANY = 400_000;

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder, Map.of("jobs.threads", "2"));
    town.importGeoJson("stops", collection(point("first", 141.82, 42.76)));
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static Form small(String layer) {
    return Form.ofLayer(layer).file("a.geojson", collection(point("x", 141.8, 42.8)));
  }

  /** Takes some seconds to import. */
  private static Form large(String layer) {
    StringBuilder csv = new StringBuilder("no,lat,lon\n");
    for (int i = 0; i < MANY; i++) {
      csv.append(i).append(",42.8,141.8\n");
    }
    return Form.ofLayer(layer).file("large.csv", csv.toString());
  }

  /** Uploads, and returns the job's address when it has begun. */
  private static String begun(Caller caller, Form form) {
    String address = caller.upload(form).header("Location");
    while (caller.get(address).json().path("state").asText().equals("queued")) {
      LockSupport.parkNanos(1_000_000);
    }
    return address;
  }

  @Test
  void aJobIsItsOwnersAlone() {
    String address = town.clerk().upload(small("own")).header("Location");
    town.clerk().ended(address);

    for (Caller other : List.of(town.neighbour(), town.visitor())) {
      assertThat(other.get(address).code()).isEqualTo("not-found");
      assertThat(other.delete(address).code()).isEqualTo("not-found");
      assertThat(other.get(address + "/file").code()).isEqualTo("not-found");
    }
    assertThat(town.neighbour().get("/api/jobs").text()).doesNotContain(address.substring(10));
    assertThat(town.clerk().get("/api/jobs").text()).contains(address.substring(10));
    assertThat(town.visitor().get("/api/jobs").status()).isEqualTo(401);
  }

  @Test
  void aCancelledImportLeavesNothingAndMeanwhileTheLayerTakesNoOther() {
    Caller clerk = town.clerk();
    String layers = clerk.get("/ogc/collections").text();
    String running = begun(clerk, large("large"));

    JsonNode second = clerk.imported(small("large"));
    Answer cancelled = clerk.delete(running);

    assertThat(second.path("state").asText()).isEqualTo("failed");
    assertThat(second.path("result").path("code").asText()).isEqualTo("layer-busy");
    assertThat(cancelled.status()).isEqualTo(200);
    JsonNode end = clerk.ended(running);
    assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("cancelled");
    assertThat(clerk.get("/ogc/collections").text()).isEqualTo(layers);
    JsonNode third = clerk.imported(small("large"));
    assertThat(third.path("state").asText()).as(third.toString()).isEqualTo("done");
    assertThat(third.path("result").path("newLayer").asBoolean()).isTrue();
  }

  @Test
  void aJobOfAnAccountThatIsClosedWhileItWaitsIsNotDone() {
    Caller clerk = town.clerk();
    Caller duty = town.as("duty");
    List<String> running = List.of(begun(clerk, large("one")), begun(clerk, large("other")));
    String waiting = duty.upload(small("closed")).header("Location");
    Answer closed = town.as("admin").patch("/api/accounts/duty", "{\"disabled\":true}");
    assertThat(closed.status()).as(closed.text()).isEqualTo(200);
    assertThat(clerk.get(running.getLast()).json().path("state").asText()).isEqualTo("running");

    running.forEach(clerk::delete);
    running.forEach(clerk::ended);
    clerk.imported(small("after")); // which waited behind it
    town.as("admin").patch("/api/accounts/duty", "{\"disabled\":false}");

    JsonNode end = town.visitor().signedIn("duty", RunningTown.PASSWORD).ended(waiting);
    assertThat(end.path("state").asText()).isEqualTo("failed");
    assertThat(end.path("result").path("code").asText()).isEqualTo("asker-gone");
    assertThat(clerk.get("/ogc/collections").text()).doesNotContain("closed");
  }

  @Test
  void anEditMadeWhileAnImportStagesIsAnsweredBeforeTheImportEnds() {
    Caller clerk = town.clerk();
    String running = begun(clerk, large("beside"));

    Answer edit = clerk.post("/ogc/collections/stops/items", point("between", 141.83, 42.77));

    assertThat(edit.status()).as(edit.text()).isEqualTo(201);
    assertThat(clerk.get(running).json().path("state").asText()).isEqualTo("running");
    clerk.delete(running);
    clerk.ended(running);
  }

  @Test
  void newsOfAJobIsToldToItsOwnerAndToNobodyElse() throws Exception {
    try (EventStream own = town.clerk().events();
        EventStream others = town.neighbour().events();
        EventStream publics = town.visitor().events()) {
      String id = town.clerk().upload(small("news")).json().path("id").asText();

      List<String> states = new ArrayList<>();
      while (!states.contains("done")) {
        EventStream.Event event = own.next();
        if (event.name().equals("job") && event.data().path("id").asText().equals(id)) {
          states.add(event.data().path("state").asText());
        }
      }
      assertThat(states).startsWith("queued", "running").endsWith("done");

      town.importGeoJson("later", collection(point("x", 141.8, 42.8)));
      town.publish("later"); // told to everybody, after all news of the job
      for (EventStream stream : List.of(others, publics)) {
        EventStream.Event event = stream.next();
        while (!isOf("later", event)) {
          assertThat(event.name()).as(event.toString()).isNotEqualTo("job");
          event = stream.next();
        }
      }
    }
  }

  private static boolean isOf(String layer, EventStream.Event event) {
    return event.data().path("layer").asText().equals(layer);
  }
}
