package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.samples.SampleFiles;
import org.machizu.samples.flood.Crossing;
import org.machizu.samples.flood.Flood;
import org.machizu.samples.flood.FloodPlayer;
import org.machizu.samples.flood.Incident;
import org.machizu.samples.flood.Incident.What;
import org.machizu.samples.flood.Station;

/**
 * The demo's flood, all thirty hours of it, by MQTT through the demo's own broker into a town: what
 * the desk is told is what the water did, and an inspection, a spike, an absurd reading, a dead and
 * a stuck sensor and a cut network alarm nobody.
 */
abstract class FloodContract {
  private static final String SPEED = "10000";
  private static final JsonMapper JSON = new JsonMapper();

  /** Its device tells no time, so its water cannot be played faster than it stood. */
  private static final String UNTIMED = "G12";

  @TempDir Path folder;

  /** Where the town is kept, beside its folder. */
  abstract Map<String, String> environment();

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void whatIsToldIsWhatTheWaterDid() throws Exception {
    Path samples = onlyGauges();
    Path data = folder.resolve("data");
    Call demo =
        new Call(
            environment(),
            "",
            "demo",
            "--samples",
            samples.toString(),
            "--port",
            "0",
            "--mqtt-port",
            "0",
            "--data",
            data.toString(),
            "--town-file",
            folder.resolve("town").toString());
    String base = demo.awaitReady();
    List<String> said = demo.out().lines().toList();
    assertThat(said).element(said.indexOf("ready " + base) - 1).asString().startsWith("mqtt mqtt:");
    Thread player = Thread.ofPlatform().daemon().start(this::play);
    try {
      Caller duty = new Caller(base).signedIn("duty", "demo");
      Instant began = awaitEndOfFlood(data);
      Flood flood = Flood.of(SampleFiles.SEED, began);
      awaitAllTaken(duty, flood);
      assertTruth(duty, flood, began);
      assertStationsAsSetUp(duty, flood);
    } finally {
      player.interrupt();
      player.join();
      assertThat(demo.stop().code()).isZero();
    }
  }

  private void play() {
    try {
      FloodPlayer.main(
          new String[] {
            "--town", folder.resolve("town").toString(),
            "--parent", Long.toString(ProcessHandle.current().pid()),
            "--speed", SPEED
          });
    } catch (IOException e) {
      throw new IllegalStateException(e); // seen in the output; the test waits in vain
    } catch (InterruptedException e) {
      // the test is over
    }
  }

  private Path onlyGauges() throws IOException {
    Path samples = folder.resolve("samples");
    SampleFiles.main(new String[] {samples.toString()});
    Path list = samples.resolve("layers.json");
    ObjectNode description = (ObjectNode) JSON.readTree(Files.readString(list));
    ArrayNode layers = (ArrayNode) description.get("layers");
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (!layers.get(i).path("layer").asText().equals("gauges")) {
        layers.remove(i);
      }
    }
    Files.writeString(list, description.toString());
    return samples;
  }

  /** Waits until the broker has all of it; when the flood began. */
  private static Instant awaitEndOfFlood(Path data) throws IOException {
    Path file = data.resolve("flood-story");
    while (true) {
      if (Files.exists(file)) {
        String[] story = Files.readString(file).strip().split(" ");
        Instant began = Instant.parse(story[1]);
        if (!Instant.parse(story[2]).isBefore(began.plusSeconds(Flood.LASTS_S))) {
          return began;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** Waits until everything that was measured is kept; each reading once. */
  private static void awaitAllTaken(Caller duty, Flood flood) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    for (Station station : flood.stations()) {
      if (station.id().equals(UNTIMED)) {
        continue;
      }
      long expected =
          flood.messages().stream()
              .filter(m -> m.gauge().equals(station.id()))
              .map(m -> new String(m.bytes(), StandardCharsets.UTF_8))
              .distinct()
              .count();
      Set<String> times = new HashSet<>();
      while (times.size() < expected) {
        times.clear();
        Answer answer =
            duty.get("/api/gauges/%s/readings?all=true&limit=1000".formatted(station.id()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode readings = answer.json().path("readings");
        readings.forEach(reading -> times.add(reading.path("time").asText()));
        assertThat(readings.size()).as(station.id() + ": no reading twice").isEqualTo(times.size());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(System.nanoTime())
            .as("%s has %d of %d", station.id(), times.size(), expected)
            .isLessThan(end);
      }
      assertThat(times).as(station.id()).hasSize((int) expected);
    }
  }

  private static void assertTruth(Caller duty, Flood flood, Instant began) {
    List<JsonNode> alerts = new ArrayList<>();
    duty.get("/api/alerts?limit=1000").json().path("alerts").forEach(alerts::add);
    List<JsonNode> levels =
        alerts.stream().filter(alert -> alert.path("kind").asText().equals("level")).toList();
    System.out.println("| gauge | level | reached | alert | delay | cleared |");
    System.out.println("|---|---|---|---|---|---|");
    for (Station station : flood.stations()) {
      if (station.id().equals(UNTIMED)) {
        continue;
      }
      List<Crossing> reached =
          flood.crossings().stream().filter(c -> c.gauge().equals(station.id())).toList();
      Set<String> told = new TreeSet<>();
      long patienceS = 3 * station.gauge().reporting().flood().toSeconds();
      for (JsonNode alert : of(levels, station.id())) {
        assertThat(alert.path("status").asText()).as(alert.toString()).isIn("active", "ended");
        told.add(alert.path("level").asText());
        long raisedS = afterBegin(began, alert.path("raised"));
        Crossing crossing =
            reached.stream()
                .filter(c -> c.level().equals(alert.path("level").asText()))
                .filter(c -> raisedS >= c.fromS() - 600 && raisedS <= c.fromS() + patienceS)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was reached: " + alert));
        System.out.printf(
            "| %s %s | %s | %s | %s | %d min | %s |%n",
            station.id(),
            station.gauge().name(),
            alert.path("levelName").asText(),
            hours(crossing.fromS()),
            hours(raisedS),
            Math.round((raisedS - crossing.fromS()) / 60.0),
            alert.path("cleared").isNull() ? "-" : hours(afterBegin(began, alert.path("cleared"))));
      }
      assertThat(told)
          .as(station.id())
          .isEqualTo(
              reached.stream()
                  .filter(c -> c.measured() >= 2)
                  .map(Crossing::level)
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
    assertIncidents(alerts, flood, began);
  }

  /** Nobody is alarmed by what is no water; the desk is told what it has to look at. */
  private static void assertIncidents(List<JsonNode> alerts, Flood flood, Instant began) {
    for (Incident incident : flood.incidents()) {
      List<String> kinds =
          of(alerts, incident.gauge()).stream()
              .filter(alert -> {
                long first = afterBegin(began, alert.path("first"));
                return first >= incident.fromS() && first < incident.untilS();
              })
              .map(alert -> alert.path("kind").asText() + " " + alert.path("level").asText(""))
              .distinct()
              .toList();
      System.out.printf(
          "%s %s, %s to %s: %s%n",
          incident.gauge(),
          incident.what(),
          hours(incident.fromS()),
          hours(incident.untilS()),
          kinds);
      if (incident.what() == What.INSPECTION) {
        assertThat(kinds).hasSize(1).first().asString().startsWith("bad-data");
      } else if (incident.what() == What.ABSURD) {
        assertThat(kinds).isEmpty();
      } else if (incident.what() == What.SPIKE) {
        // It stood above a level: the desk is told that something is odd, nobody else anything.
        assertThat(kinds).allMatch(kind -> kind.startsWith("bad-data"));
      } else if (incident.what() == What.STUCK) {
        assertThat(kinds).anyMatch(kind -> kind.startsWith("bad-data"));
      }
    }
  }

  /** What the layer and the desk say of the stations is what the flood was made for. */
  private static void assertStationsAsSetUp(Caller duty, Flood flood) {
    for (Station station : flood.stations()) {
      JsonNode gauge = duty.get("/api/gauges/" + station.id()).json();
      List<String> upstream = new ArrayList<>();
      gauge.path("upstream").forEach(one -> upstream.add(one.asText()));
      assertThat(upstream).as(station.id()).isEqualTo(station.gauge().upstream());
      assertThat(gauge.path("embankmentM").isNull())
          .as(station.id())
          .isEqualTo(station.gauge().embankment().isEmpty());
    }
  }

  private static List<JsonNode> of(List<JsonNode> alerts, String gauge) {
    return alerts.stream().filter(alert -> alert.path("gauge").asText().equals(gauge)).toList();
  }

  private static long afterBegin(Instant began, JsonNode moment) {
    return Duration.between(began, Instant.parse(moment.asText())).toSeconds();
  }

  private static String hours(long seconds) {
    return "%d:%02d".formatted(seconds / 3600, seconds / 60 % 60);
  }
}
