package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed (SIGKILL) at any moment while people edit and import; what it had answered is
 * there afterwards, once, and nothing by half. One round after the other on the same store.
 */
abstract class KillContract {
  /** More of them: {@code -Dmachizu.kill.rounds=200}. */
  private static final int ROUNDS = Integer.getInteger("machizu.kill.rounds", 6);

  private static final int EDITORS = 3;
  private static final int ROWS = 4000;
  private static final String EDITS = "/ogc/collections/edits/items";

  @TempDir Path folder;

  /** The name that was answered for each feature's id: the last one that was. */
  private final Map<Long, String> answered = new ConcurrentHashMap<>();

  /** What was sent and not answered when the server died: it may be there, or not. */
  private final Map<String, String> unanswered = new ConcurrentHashMap<>();

  /** Answers that should not have been given. */
  private final List<AssertionError> failures = Collections.synchronizedList(new ArrayList<>());

  private final AtomicInteger importSent = new AtomicInteger();
  private final AtomicInteger importAnswered = new AtomicInteger();
  private final AtomicInteger keyedSent = new AtomicInteger();
  private final AtomicInteger keyedAnswered = new AtomicInteger();

  /** What makes the server serve the store on trial, beside {@link ServerProcess#settings}. */
  abstract Map<String, String> environment();

  /** Looks into the store itself, while no server runs. */
  abstract void assertSound() throws Exception;

  @Test
  @Timeout(value = 4, unit = TimeUnit.HOURS)
  void whatWasAnsweredIsThereOnceAndNothingByHalf() throws Exception {
    try (ServerProcess first = start()) {
      Caller clerk = first.clerk();
      for (String layer : List.of("edits", "whole", "keyed")) {
        String one = RunningTown.collection(row(0, 0));
        assertThat(
                clerk.imported(Form.ofLayer(layer).file("a.geojson", one)).path("state").asText())
            .isEqualTo("done");
      }
      clerk.delete(EDITS + "/1");
    }
    for (int round = 0; round < ROUNDS; round++) {
      try (ServerProcess server = start()) {
        look(server.clerk(), round);
        workUntilKilled(server, round);
      }
      assertSound();
      assertAuditHolds();
    }
    try (ServerProcess last = start()) {
      look(last.clerk(), ROUNDS);
      last.stop();
    }
    assertAuditHolds();
    System.out.printf(
        "killed %d times: %d edits and %d imports were answered, all there once%n",
        ROUNDS, answered.size(), importAnswered.get() + keyedAnswered.get());
    assertThat(answered).hasSizeGreaterThan(ROUNDS * EDITORS);
  }

  private void assertAuditHolds() throws Exception {
    Map<String, String> environment = ServerProcess.settings(folder.resolve("town"));
    environment.putAll(environment());
    Call.Outcome audit = new Call(environment, "", "audit", "verify").end();
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
  }

  private ServerProcess start() throws Exception {
    Map<String, String> environment = ServerProcess.settings(folder.resolve("town"));
    environment.putAll(environment());
    return ServerProcess.start(environment, folder.resolve("log"));
  }

  private void workUntilKilled(ServerProcess server, int round) throws Exception {
    List<Thread> people = new ArrayList<>();
    for (int n = 0; n < EDITORS; n++) {
      Caller clerk = server.clerk();
      String who = "r%d-%d".formatted(round, n);
      people.add(Thread.ofPlatform().start(() -> edit(clerk, who)));
    }
    Caller clerk = server.clerk();
    people.add(Thread.ofPlatform().start(() -> importAll(clerk)));
    // At any moment: of an edit, of an upload, of an import's copying, of its publishing.
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(300, 3000)));
    server.kill();
    for (Thread person : people) {
      person.join();
    }
  }

  /** Adds features and renames every second of them, until nobody answers. */
  private void edit(Caller clerk, String who) {
    try {
      for (int n = 0; ; n++) {
        String name = who + "-" + n;
        unanswered.put(name, "");
        Answer added = clerk.post(EDITS, RunningTown.point(name, 141.82, 42.76));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        long id = added.json().path("id").asLong();
        answered.put(id, name);
        unanswered.remove(name);
        if (n % 2 == 1) {
          String renamed = name + "-renamed";
          unanswered.put(renamed, name);
          Answer changed =
              clerk.patch(EDITS + "/" + id, "{\"properties\":{\"name\":\"" + renamed + "\"}}");
          assertThat(changed.status()).as(changed.text()).isEqualTo(200);
          answered.put(id, renamed);
          unanswered.remove(renamed);
        }
      }
    } catch (AssertionError e) {
      requireKilled(e);
    }
  }

  /** Replaces one layer and updates another by key; each import is of one number. */
  private void importAll(Caller clerk) {
    try {
      while (true) {
        int number = importSent.incrementAndGet();
        done(clerk, Form.ofLayer("whole"), number);
        importAnswered.set(number);
        number = keyedSent.incrementAndGet();
        done(clerk, Form.ofLayer("keyed").text("key", "name"), number);
        keyedAnswered.set(number);
      }
    } catch (AssertionError e) {
      requireKilled(e);
    }
  }

  private static void done(Caller clerk, Form form, int number) {
    StringBuilder rows = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
    for (int row = 0; row < ROWS; row++) {
      rows.append(row == 0 ? "" : ",").append(row(row, number));
    }
    JsonNode job = clerk.imported(form.file("a.geojson", rows.append("]}").toString()));
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
  }

  private static String row(int row, int number) {
    return """
    {"type":"Feature","properties":{"name":"row %d","number":%d},"geometry":{"type":"Point","coordinates":[141.82,42.76]}}\
    """
        .formatted(row, number);
  }

  /** Whoever got no answer has found a dead server; every other end is a failure. */
  private void requireKilled(AssertionError e) {
    if (!String.valueOf(e.getMessage()).contains("got no answer")) {
      failures.add(e);
    }
  }

  /** What was taken on before the server was killed is gone on with, and comes to its end. */
  private static void awaitJobs(Caller clerk) {
    for (JsonNode job : clerk.get("/api/jobs?limit=1000").json().path("jobs")) {
      JsonNode end = clerk.ended("/api/jobs/" + job.path("id").asText());
      assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("done");
    }
  }

  private void look(Caller clerk, int round) {
    assertThat(failures).isEmpty();
    awaitJobs(clerk);
    Map<Long, String> found = new HashMap<>();
    Set<String> names = new HashSet<>();
    for (JsonNode item : clerk.all(EDITS)) {
      String name = item.path("properties").path("name").asText();
      found.put(item.path("id").asLong(), name);
      assertThat(names.add(name)).as("round %d: %s is there twice", round, name).isTrue();
    }
    answered.forEach((id, name) -> {
      String there = found.remove(id);
      boolean asAnswered = name.equals(there);
      boolean changedUnanswered = there != null && name.equals(unanswered.get(there));
      assertThat(asAnswered || changedUnanswered)
          .as("round %d: feature %d was answered as %s and is %s", round, id, name, there)
          .isTrue();
      answered.put(id, String.valueOf(there));
    });
    // What is there beyond that had been sent, and its answer was under way.
    found.forEach((id, name) -> {
      assertThat(unanswered).as("round %d: nobody has sent %s", round, name).containsKey(name);
      answered.put(id, name);
    });
    unanswered.clear();
    assertOneImport(clerk, "whole", importAnswered, importSent);
    assertOneImport(clerk, "keyed", keyedAnswered, keyedSent);
  }

  private static void assertOneImport(
      Caller clerk, String layer, AtomicInteger answered, AtomicInteger sent) {
    Set<Integer> numbers = new HashSet<>();
    List<JsonNode> items = clerk.all("/ogc/collections/" + layer + "/items");
    items.forEach(item -> numbers.add(item.path("properties").path("number").asInt()));
    assertThat(numbers).as("%s is of one import", layer).hasSize(1);
    int number = numbers.iterator().next();
    assertThat(number).isBetween(answered.get(), sent.get());
    assertThat(items).hasSize(number == 0 ? 1 : ROWS);
    answered.set(number);
  }
}
