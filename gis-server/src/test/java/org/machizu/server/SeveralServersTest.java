package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.Cluster;
import org.machizu.store.sql.Sql;

/** Three servers beside one database are one town. */
class SeveralServersTest {
  private static final double LON = 141.82;
  private static final double LAT = 42.76;

  /** A busy machine must not fail a test; how long it took is printed, and is to be under 1 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static long slowestNanos;

  @TempDir static Path folder;
  private static Cluster cluster;
  private static Address address;
  private static final List<RunningTown> SERVERS = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.start("on");
    cluster.prepare();
    address = cluster.newDatabase();
    List<Thread> starts = new ArrayList<>();
    List<Exception> failed = new ArrayList<>();
    for (int i = 0; i < 3; i++) { // at once: who makes the tables, the others wait for
      Path own = Files.createDirectory(folder.resolve("server" + i));
      starts.add(Thread.ofPlatform().start(() -> start(own, failed)));
    }
    for (Thread one : starts) {
      one.join();
    }
    assertThat(failed).isEmpty();
    assertThat(SERVERS).hasSize(3);
    SERVERS.getFirst().importGeoJson("stops", collection(point("first", LON, LAT)));
    SERVERS.getFirst().publish("stops");
    for (RunningTown server : SERVERS) {
      soon(() -> server.visitor().get("/ogc/collections/stops").status() == 200);
    }
  }

  private static void start(Path own, List<Exception> failed) {
    try {
      RunningTown town = RunningTown.start(own, RunningTown.database(address));
      synchronized (SERVERS) {
        SERVERS.add(town);
      }
    } catch (Exception e) {
      synchronized (failed) {
        failed.add(e);
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    System.out.printf(
        "three servers: what one wrote was right on the others after %d ms at most%n",
        slowestNanos / 1_000_000);
    for (RunningTown server : SERVERS) {
      server.close();
    }
  }

  private static void within(Duration time, BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - begun).as("within " + time).isLessThan(time.toNanos());
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** As {@link #within}, of what is to be so within a second. */
  private static void soon(BooleanSupplier condition) {
    long begun = System.nanoTime();
    within(PATIENCE, condition);
    slowestNanos = Math.max(slowestNanos, System.nanoTime() - begun);
  }

  private static String tile() {
    int n = 1 << 14;
    int x = (int) ((LON + 180) / 360 * n);
    double lat = Math.toRadians(LAT);
    int y = (int) ((1 - Math.log(Math.tan(lat) + 1 / Math.cos(lat)) / Math.PI) / 2 * n);
    return "/tiles/stops/14/" + x + "/" + y + ".mvt";
  }

  /** What one stream tells, read on a thread of its own. */
  private static BlockingQueue<String> told(EventStream stream) {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              EventStream.Event event = stream.next();
              told.add(event.name() + " " + event.data());
            }
          } catch (RuntimeException | AssertionError closed) {
            // the stream has ended
          }
        });
    return told;
  }

  @Test
  void whatOneWritesIsInTheOthersTilesAndStreams() throws Exception {
    Map<RunningTown, BlockingQueue<String>> news = new LinkedHashMap<>();
    List<EventStream> streams = new ArrayList<>();
    for (RunningTown server : SERVERS) {
      assertThat(server.visitor().get(tile()).text()).contains("first");
      EventStream stream = server.visitor().events();
      streams.add(stream);
      news.put(server, told(stream));
    }

    for (int writer = 0; writer < 3; writer++) {
      String name = "written by " + writer;
      Answer answer =
          SERVERS
              .get(writer)
              .clerk()
              .post("/ogc/collections/stops/items", point(name, LON + 0.002 * (1 + writer), LAT));
      assertThat(answer.status()).isEqualTo(201);
      for (RunningTown server : SERVERS) {
        soon(() -> server.visitor().get(tile()).text().contains(name));
        assertThat(news.get(server).poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .contains("\"layer\":\"stops\"");
      }
    }
    try (Connection psql = cluster.connect(address)) {
      Sql.execute(psql, "UPDATE town_01585.stops SET name = 'by psql' WHERE name = 'first'");
    }
    for (RunningTown server : SERVERS) {
      soon(() -> server.visitor().get(tile()).text().contains("by psql"));
      assertThat(news.get(server).poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .contains("\"layer\":\"stops\"");
    }
    try (Connection psql = cluster.connect(address)) {
      Sql.execute(psql, "UPDATE town_01585.stops SET name = 'first' WHERE name = 'by psql'");
    }
    streams.forEach(EventStream::close);
  }

  @Test
  void whatOneHasMatchedAllHearOfAndAfterTheDatabaseWasAwayToo() throws Exception {
    SERVERS.getFirst().importGeoJson("roads", PlowedStreet.roads());
    SERVERS.getFirst().publish("roads");
    SERVERS.getFirst().importGeoJson("snow_routes", PlowedStreet.roads());
    for (RunningTown server : SERVERS) {
      within(PATIENCE, () -> server.visitor().get("/ogc/collections/roads").status() == 200);
    }
    Instant begin = Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
    within(
        PATIENCE,
        () -> SERVERS.get(1).as("planner").get("/ogc/collections/snow_routes").status() == 200);
    Answer snow =
        SERVERS
            .get(1)
            .as("planner")
            .post("/api/snow/events", "{\"name\":\"雪\",\"begin\":\"" + begin + "\"}");
    assertThat(snow.status()).as(snow.text()).isEqualTo(201);
    for (RunningTown server : SERVERS) {
      within(PATIENCE, () -> isState(server, "R2", "not-yet"));
    }
    Caller plow = SERVERS.get(0).tracker("plow-1");

    Map<RunningTown, BlockingQueue<String>> news = new LinkedHashMap<>();
    List<EventStream> streams = new ArrayList<>();
    for (RunningTown server : SERVERS) {
      EventStream stream = server.as("planner").events();
      streams.add(stream);
      news.put(server, told(stream));
    }
    plow.post("/api/positions", PlowedStreet.drive(0, 300, begin.plusSeconds(600)));
    for (RunningTown server : SERVERS) {
      soon(() -> hearsOf("plow-1", news.get(server)));
    }
    streams.forEach(EventStream::close);
    allSoon("R0", "cleared");

    cluster.stop("fast");
    cluster.start();
    for (RunningTown server : SERVERS) {
      within(PATIENCE, () -> server.visitor().get("/health").status() == 200);
    }
    Answer sent =
        plow.post("/api/positions", PlowedStreet.drive(204, 615, begin.plusSeconds(1800)));
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    allSoon("R2", "cleared");
    Set<String> tags = new HashSet<>();
    for (RunningTown server : SERVERS) {
      tags.add(server.visitor().get("/api/snow/roads?f=compact").header("ETag"));
    }
    assertThat(tags).as("all have the same states").hasSize(1);
  }

  private static boolean hearsOf(String vehicle, BlockingQueue<String> news) {
    return news.stream()
        .anyMatch(event ->
            event.startsWith("position ") && event.contains("\"device\":\"" + vehicle + "\""));
  }

  private static boolean isState(RunningTown server, String road, String state) {
    return PlowedStreet.state(server.visitor(), road).equals(state);
  }

  /** A road stands so everywhere; who hears of it from another does so soon after the first. */
  private static void allSoon(String road, String state) {
    within(PATIENCE, () -> SERVERS.stream().anyMatch(server -> isState(server, road, state)));
    soon(() -> SERVERS.stream().allMatch(server -> isState(server, road, state)));
  }

  @Test
  void aShelterThatIsOpenedOnOneIsOpenOnAllAndTheirPagesHearOfIt() throws Exception {
    SERVERS
        .getFirst()
        .importGeoJson("shelters", collection(point("hall", LON, LAT), point("school", LON, LAT)));
    SERVERS.getFirst().publish("shelters");
    Map<RunningTown, BlockingQueue<String>> news = new LinkedHashMap<>();
    List<EventStream> streams = new ArrayList<>();
    for (RunningTown server : SERVERS) {
      within(PATIENCE, () -> server.visitor().get("/api/shelters/f1").status() == 200);
      EventStream stream = server.visitor().events();
      streams.add(stream);
      news.put(server, told(stream));
    }
    Caller duty = SERVERS.get(1).as("duty");
    Answer opened =
        duty.post("/api/shelters/states", "{\"shelters\":[\"f1\",\"f2\"],\"status\":\"open\"}");
    assertThat(opened.status()).as(opened.text()).isEqualTo(200);
    for (RunningTown server : SERVERS) {
      soon(() ->
          server.visitor().get("/api/shelters?status=open").json().path("shelters").size() == 2);
      soon(() ->
          news.get(server).stream()
              .anyMatch(event -> event.startsWith("shelter ") && event.contains("f2")));
    }
    // Whoever counts on another server knows of it, or is told that they do not.
    String tag = SERVERS.get(2).visitor().get("/api/shelters/f1").header("ETag");
    String body = "{\"people\":5}";
    Caller here = SERVERS.get(0).as("duty").with("If-Match", tag);
    Caller there = SERVERS.get(2).as("duty").with("If-Match", tag);
    assertThat(here.put("/api/shelters/f1/state", body).status()).isEqualTo(200);
    assertThat(there.put("/api/shelters/f1/state", "{\"people\":6}").status()).isEqualTo(412);
    streams.forEach(EventStream::close);
  }

  @Test
  void aSessionAndItsEndHoldOnAllServers() {
    Answer in =
        SERVERS
            .get(0)
            .visitor()
            .post(
                "/api/session",
                "{\"user\":\"clerk\",\"password\":\"" + RunningTown.PASSWORD + "\"}");
    String cookie = in.header("Set-Cookie").split(";", 2)[0];
    for (RunningTown server : SERVERS) {
      assertThat(server.visitor().with("Cookie", cookie).get("/api/session").text())
          .contains("clerk");
    }
    assertThat(SERVERS.get(1).visitor().with("Cookie", cookie).delete("/api/session").status())
        .isLessThan(300);
    for (RunningTown server : SERVERS) {
      within(
          PATIENCE,
          () ->
              !server
                  .visitor()
                  .with("Cookie", cookie)
                  .get("/api/session")
                  .text()
                  .contains("clerk"));
    }
  }

  @Test
  void aLayerThatIsClosedOnOneIsClosedOnAll() throws Exception {
    SERVERS.get(2).importGeoJson("works", collection(point("site", LON, LAT)));
    SERVERS.get(2).publish("works");
    for (RunningTown server : SERVERS) {
      soon(() -> server.visitor().get("/ogc/collections/works/items").status() == 200);
    }
    SERVERS.get(0).unpublish("works");
    for (RunningTown server : SERVERS) {
      soon(() -> server.visitor().get("/ogc/collections/works/items").status() == 404);
    }
  }

  @Test
  void aJobRunsOnceThoughThreeServersLookForWork() throws Exception {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Form form = Form.ofLayer("once" + i).file("a.geojson", collection(point("p" + i, LON, LAT)));
      Answer taken = SERVERS.get(i % 3).clerk().upload(form);
      assertThat(taken.status()).as(taken.text()).isEqualTo(202);
      jobs.add(taken.header("Location"));
    }
    List<Caller> clerks = SERVERS.stream().map(RunningTown::clerk).toList();
    for (int i = 0; i < 12; i++) {
      String end = clerks.get(i % 3).ended(jobs.get(i)).toString();
      assertThat(end).contains("\"state\":\"done\"");
      for (Caller other : clerks) {
        assertThat(other.get(jobs.get(i)).json().toString()).isEqualTo(end);
      }
    }
    String export = "{\"layer\":\"once0\",\"format\":\"geojson\"}";
    String file = clerks.get(0).post("/api/exports", export).header("Location");
    clerks.get(1).ended(file);
    for (Caller clerk : clerks) {
      assertThat(clerk.get(file + "/file").text()).contains("p0");
    }
    try (Connection psql = cluster.connect(address)) {
      assertThat(
              Sql.number(
                  psql,
                  "SELECT count(*) FROM machizu.machizu_audit WHERE action = 'IMPORTED' AND subject LIKE 'once%'"))
          .isEqualTo(12);
      assertThat(Sql.number(psql, "SELECT max(tries) FROM machizu.job WHERE kind = 'import'"))
          .isEqualTo(1);
      // Not all on the server that was asked.
      assertThat(
              Sql.number(
                  psql, "SELECT count(DISTINCT holder) FROM machizu.job WHERE kind = 'import'"))
          .isGreaterThan(1);
    }
  }

  @Test
  void theDatabaseGoesAndComesBackAndAllGoOnByThemselves() throws Exception {
    Caller clerk = SERVERS.get(0).clerk();
    for (RunningTown server : SERVERS) {
      assertThat(server.visitor().get(tile()).text()).contains("first");
    }
    cluster.stop("fast");
    Answer refused = clerk.post("/ogc/collections/stops/items", point("lost?", LON, LAT));
    Answer health = SERVERS.get(1).visitor().get("/health");
    cluster.start();

    assertThat(refused.status()).as(refused.text()).isEqualTo(503);
    assertThat(refused.text()).contains("\"code\"");
    assertThat(health.status()).isEqualTo(503);
    for (RunningTown server : SERVERS) {
      within(PATIENCE, () -> server.visitor().get("/health").status() == 200);
    }
    Answer written = clerk.post("/ogc/collections/stops/items", point("after", LON - 0.002, LAT));
    assertThat(written.status()).isEqualTo(201);
    for (RunningTown server : SERVERS) {
      within(PATIENCE, () -> server.visitor().get(tile()).text().contains("after"));
      assertThat(server.visitor().get("/ogc/collections/stops/items").text())
          .contains("first")
          .doesNotContain("lost?");
      assertThat(server.visitor().get(tile()).text()).contains("first").doesNotContain("lost?");
    }
  }
}
