package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;
import org.machizu.ingest.gps.Position;
import org.machizu.samples.drives.Drive;
import org.machizu.samples.drives.LittleNetworks;
import org.machizu.samples.drives.Tours;
import org.machizu.samples.drives.Tracker;
import org.machizu.samples.plane.Dice;
import org.machizu.tracks.RoadPass;
import org.machizu.tracks.RoadPass.Doing;

/** A night's positions, from the trackers' requests to the passes over roads. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class TracksTest {
  private static final Instant NIGHT = Instant.parse("2026-01-31T18:00:00Z");
  private static final RoadNetwork GRID = LittleNetworks.grid(4, 150, true);

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder, java.util.Map.of("limits.writesPerMinute", "0"));
    importLayer("roads", roads());
    importLayer("snow_routes", RunningTown.collection(RunningTown.point("course", 141.8, 42.7)));
  }

  private static void importLayer(String layer, String content) {
    Answer upload = town.clerk().upload(Form.ofLayer(layer).file(layer + ".geojson", content));
    assertThat(upload.status()).as(upload.text()).isEqualTo(202);
    assertThat(town.clerk().ended(upload.header("Location")).path("state").asText())
        .isEqualTo("done");
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static String roads() {
    List<String> features = new ArrayList<>();
    for (Segment segment : GRID.segments()) {
      if (segment.forward() || GRID.reverseOf(segment).isEmpty()) {
        features.add(road(segment));
      }
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static String road(Segment segment) {
    Road road = segment.road();
    String line =
        java.util.Arrays.stream(road.line().getCoordinates())
            .map(c -> String.format(Locale.ROOT, "[%.9f,%.9f]", c.x, c.y))
            .collect(Collectors.joining(","));
    String oneWay =
        switch (road.travel()) {
          case BOTH_WAYS -> "なし";
          case FORWARD -> "順";
          case BACKWARD -> "逆";
        };
    return "{\"type\":\"Feature\",\"properties\":{\"区間番号\":\"R%d\",\"一方通行\":\"%s\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[%s]}}"
        .formatted(road.id(), oneWay, line);
  }

  private static String token(String device) {
    Answer made =
        town.as("admin").post("/api/tokens", "{\"kind\":\"device\",\"device\":\"" + device + "\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("token").asText();
  }

  private static Caller tracker(String device) {
    return town.visitor().with("Authorization", "Bearer " + token(device));
  }

  /** A tour over the grid, one position in a second, with gaps and a spike. */
  private static List<Position> night(long seed) {
    Drive drive =
        Drive.of(
            GRID,
            Tours.working(GRID, GRID.segments().getFirst(), 6_000, Dice.of(seed, "tour")),
            NIGHT,
            seed);
    return Tracker.every(2).withDropouts(3).withOutliers(1).fixes(drive, seed);
  }

  private static String body(List<Position> positions) {
    return positions.stream()
        .map(TracksTest::json)
        .collect(Collectors.joining(",", "{\"positions\":[", "]}"));
  }

  private static String json(Position p) {
    return String.format(
        Locale.ROOT,
        "{\"time\":\"%s\",\"lon\":%s,\"lat\":%s,\"accuracyM\":%s,\"speedMps\":%s,\"courseDeg\":%s,\"extra\":{\"blade\":\"down\"}}",
        p.time(),
        p.lon(),
        p.lat(),
        p.accuracyM(),
        p.speedMps(),
        p.courseDeg());
  }

  private static void awaitMatched(String device) {
    while (true) {
      Answer answer = town.clerk().get("/api/tracks/" + device);
      if (answer.status() == 200 && answer.json().path("waiting").asInt() == 0) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static List<RoadPass> passes(String device) throws Exception {
    List<RoadPass> found = new ArrayList<>();
    town.restart(store ->
        store
            .passes()
            .listBetween(NIGHT.minus(Duration.ofDays(1)), NIGHT.plus(Duration.ofDays(1)))
            .stream()
            .filter(pass -> pass.device().equals(device))
            .forEach(found::add));
    return found;
  }

  private static List<String> withoutDevice(List<RoadPass> passes) {
    return passes.stream()
        .map(pass -> pass.toString().replace("device=" + pass.device(), ""))
        .toList();
  }

  @Test
  void anyOrderLotsAndRepetitionsGiveTheSamePasses() throws Exception {
    List<Position> night = night(11);
    Answer whole = tracker("whole").post("/api/positions", body(night));
    assertThat(whole.status()).as(whole.text()).isEqualTo(200);
    assertThat(whole.json().path("accepted").asInt()).isEqualTo(night.size());

    for (int seed = 1; seed <= 4; seed++) {
      String device = "shuffled-" + seed;
      Caller tracker = tracker(device);
      Random random = new Random(seed);
      List<Position> some = new ArrayList<>(night);
      some.addAll(night.subList(0, night.size() / 3));
      if (seed > 1) {
        Collections.shuffle(some, random);
      }
      for (int from = 0; from < some.size(); ) {
        int to = Math.min(some.size(), from + 1 + random.nextInt(400));
        Answer lot = tracker.post("/api/positions", body(some.subList(from, to)));
        assertThat(lot.status()).as(lot.text()).isEqualTo(200);
        if (random.nextBoolean()) {
          awaitMatched(device);
        }
        from = to;
      }
      awaitMatched(device);
    }
    awaitMatched("whole");

    List<RoadPass> expected = passes("whole");
    assertThat(expected).hasSizeGreaterThan(20);
    for (int seed = 1; seed <= 4; seed++) {
      List<RoadPass> found = passes("shuffled-" + seed);
      assertThat(withoutDevice(found)).as("seed " + seed).isEqualTo(withoutDevice(expected));
    }
  }

  @Test
  void aNightSentAsItHappensIsMatchedAsIfItHadComeAtOnce() throws Exception {
    List<Position> night = night(12);
    tracker("at-once").post("/api/positions", body(night));
    Caller tracker = tracker("by-and-by");
    for (int from = 0; from < night.size(); from += 15) {
      Answer lot =
          tracker.post(
              "/api/positions", body(night.subList(from, Math.min(night.size(), from + 15))));
      assertThat(lot.status()).as(lot.text()).isEqualTo(200);
      if (from % 45 == 0) {
        awaitMatched("by-and-by");
      }
    }
    awaitMatched("by-and-by");
    awaitMatched("at-once");

    List<RoadPass> expected = passes("at-once");
    assertThat(expected).hasSizeGreaterThan(20);
    assertThat(expected).extracting(pass -> pass.work().doing()).containsOnly(Doing.WORKING);
    assertThat(withoutDevice(passes("by-and-by"))).isEqualTo(withoutDevice(expected));
  }

  /** More than a page of the store, written while it is read. */
  @Test
  void aVehiclesPositionsComeAsOneAnswerWithAnEtagOfTheirOwn() throws Exception {
    Caller tracker = tracker("raw-1");
    int count = 12_345;
    List<String> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(
          "{\"time\":\"%s\",\"lon\":%s,\"lat\":42.76,\"speedMps\":%s,\"extra\":{\"note\":\"\\\"雪\\\" %d\"}}"
              .formatted(NIGHT.plusMillis(i * 500L), 141.8 + i / 3e6, i / 9.0, i % 3));
    }
    Collections.shuffle(some, new Random(3));
    Answer sent =
        tracker.post("/api/positions", "{\"positions\":[" + String.join(",", some) + "]}");
    assertThat(sent.json().path("accepted").asInt()).as(sent.text()).isEqualTo(count);
    awaitMatched("raw-1");
    String path =
        "/api/tracks/raw-1/positions?from=%s&until=%s".formatted(NIGHT, NIGHT.plusSeconds(90_000));

    Answer whole = town.clerk().get(path);
    JsonNode positions = whole.json().path("positions");
    assertThat(positions).hasSize(count);
    assertThat(whole.json().has("nextFrom")).isFalse();
    for (int i = 0; i < count; i++) {
      JsonNode one = positions.path(i);
      assertThat(one.path("time").asText()).isEqualTo(NIGHT.plusMillis(i * 500L).toString());
      assertThat(one.path("lon").asDouble()).isEqualTo(141.8 + i / 3e6);
      assertThat(one.path("speedMps").asDouble()).isEqualTo(i / 9.0);
      assertThat(one.path("extra").path("note").asText()).isEqualTo("\"雪\" " + i % 3);
      assertThat(one.has("accuracyM")).isFalse();
    }

    JsonNode first = town.clerk().get(path + "&limit=5001").json();
    assertThat(first.path("positions")).hasSize(5_001);
    assertThat(first.path("nextFrom").asText()).isEqualTo(NIGHT.plusMillis(2_500_000).toString());
    String etag = whole.header("ETag");
    assertThat(town.clerk().with("If-None-Match", etag).get(path).status()).isEqualTo(304);
    tracker.post(
        "/api/positions",
        "{\"positions\":[{\"time\":\"%s\",\"lon\":141.8,\"lat\":42.76}]}"
            .formatted(NIGHT.plusSeconds(80_000)));
    Answer later = town.clerk().with("If-None-Match", etag).get(path);
    assertThat(later.json().path("positions")).hasSize(count + 1);
  }

  @Test
  void eachProgramGetsTheAnswerThatItWaitsFor() {
    String token = token("phone-1");
    Caller phone = town.visitor();
    Coordinate c = GRID.node(0);
    Answer old =
        phone.post(
            "/gps/osmand?token=%s&id=123456&timestamp=1769882400&lat=%s&lon=%s&speed=9.7&bearing=90&altitude=31&accuracy=4&batt=83"
                .formatted(token, c.y, c.x),
            "");
    assertThat(old.status()).as(old.text()).isEqualTo(200);
    Answer byGet =
        phone.get(
            "/gps/osmand?token=%s&lat=%s&lon=%s&timestamp=2026-01-31T18:00:05Z"
                .formatted(token, c.y, c.x));
    assertThat(byGet.status()).as(byGet.text()).isEqualTo(200);
    Answer nine =
        phone
            .with("Content-Type", "application/json")
            .post(
                "/gps/osmand?token=" + token,
                "{\"location\":{\"timestamp\":\"2026-01-31T18:00:10Z\",\"coords\":{\"latitude\":%s,\"longitude\":%s,\"accuracy\":5,\"speed\":4.5,\"heading\":90,\"altitude\":30},\"is_moving\":true,\"battery\":{\"level\":0.8,\"is_charging\":false},\"extras\":{}},\"device_id\":\"999\"}"
                    .formatted(c.y, c.x));
    assertThat(nine.status()).as(nine.text()).isEqualTo(200);
    Answer own =
        phone
            .with(
                "Authorization",
                "Basic "
                    + java.util.Base64.getEncoder()
                        .encodeToString(
                            ("phone-1:" + token).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .post(
                "/gps/owntracks",
                "{\"_type\":\"location\",\"tst\":1769882415,\"lat\":%s,\"lon\":%s,\"acc\":5,\"vel\":16,\"cog\":90}"
                    .formatted(c.y, c.x));
    assertThat(own.status()).as(own.text()).isEqualTo(200);
    assertThat(own.text()).isEqualTo("[]");
    Answer overland =
        phone
            .with("Authorization", "Bearer " + token)
            .post(
                "/gps/overland",
                "{\"locations\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s,%s]},\"properties\":{\"timestamp\":\"2026-01-31T18:00:20Z\",\"speed\":-1,\"horizontal_accuracy\":5}}]}"
                    .formatted(c.x, c.y));
    assertThat(overland.status()).as(overland.text()).isEqualTo(200);
    assertThat(overland.text()).isEqualTo("{\"result\":\"ok\"}");
    Answer gpx =
        phone
            .with("Authorization", "Bearer " + token)
            .post(
                "/api/tracks",
                "<gpx version=\"1.0\" creator=\"GPSLogger\" xmlns=\"http://www.topografix.com/GPX/1/0\"><trk><trkseg><trkpt lat=\"%s\" lon=\"%s\"><time>2026-01-31T18:00:25Z</time><course>90</course><speed>4.5</speed></trkpt><trkpt lat=\"1\" lon=\"2\"></trkpt></trkseg></trk></gpx>"
                    .formatted(c.y, c.x));
    assertThat(gpx.status()).as(gpx.text()).isEqualTo(200);
    assertThat(gpx.json().path("accepted").asInt()).isEqualTo(1);
    assertThat(gpx.json().path("rejected").path(0).path("code").asText()).isEqualTo("no-time");

    JsonNode kept =
        town.clerk()
            .get(
                "/api/tracks/phone-1/positions?from=2026-01-31T00:00:00Z&until=2026-02-01T00:00:00Z")
            .json();
    assertThat(kept.path("positions")).hasSize(6);
    assertThat(kept.path("positions").path(0).path("speedMps").asDouble())
        .isBetween(4.98, 5.0); // 9.7 knots
    assertThat(kept.path("positions").path(0).path("extra").path("batt").asInt()).isEqualTo(83);
    JsonNode refused = town.clerk().get("/api/tracks/phone-1/refused").json().path("refused");
    assertThat(refused).hasSize(1);
    assertThat(refused.path(0).path("code").asText()).isEqualTo("no-time");
  }

  @Test
  void aTokenStandsForItsDeviceAlone() {
    Caller tracker = tracker("plow-7");
    Answer answer =
        tracker.post(
            "/api/positions",
            "{\"positions\":[{\"device\":\"plow-8\",\"time\":\"2026-01-31T18:00:00Z\",\"lon\":141.8,\"lat\":42.7},{\"device\":\"plow-7\",\"time\":\"2026-01-31T18:00:00Z\",\"lon\":141.8,\"lat\":42.7},{\"time\":\"2026-01-31T18:00:00Z\",\"lon\":141.8,\"lat\":42.7}]}");
    assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().path("duplicate").asInt()).isEqualTo(1);
    assertThat(answer.json().path("rejected").path(0).path("code").asText())
        .isEqualTo("other-device");
    assertThat(town.clerk().get("/api/tracks/plow-8").status()).isEqualTo(404);
    assertThat(town.as("neighbour").get("/api/tracks/plow-7").status()).isEqualTo(200);

    assertThat(town.visitor().post("/api/positions", "{\"positions\":[]}").status()).isEqualTo(401);
    assertThat(town.as("welfare").post("/api/positions", "{\"positions\":[]}").status())
        .isEqualTo(403);
    assertThat(town.visitor().get("/gps/osmand?token=mz_wrong&lat=1&lon=2").status())
        .isEqualTo(401);
    for (Caller other : List.of(town.visitor(), town.as("welfare"), town.as("duty"), tracker)) {
      assertThat(other.get("/api/tracks").status()).isEqualTo(404);
      assertThat(other.get("/api/tracks/plow-7").status()).isEqualTo(404);
      assertThat(other.get("/api/tracks/plow-7/positions").status()).isEqualTo(404);
    }
  }

  @Test
  void staffHearWhereVehiclesAreAndNobodyElseDoes() throws Exception {
    town.importGeoJson("stops", RunningTown.collection(RunningTown.point("first", 141.8, 42.7)));
    town.publish("stops");
    Caller tracker = tracker("plow-10");
    try (EventStream clerk = town.clerk().events();
        EventStream visitor = town.visitor().events()) {
      tracker.post(
          "/api/positions",
          "{\"positions\":[{\"time\":\"2026-01-31T18:00:00Z\",\"lon\":141.8,\"lat\":42.7,\"speedMps\":5}]}");
      JsonNode told = null;
      while (told == null) {
        EventStream.Event event = clerk.next();
        for (JsonNode vehicle : event.data().path("vehicles")) {
          told = vehicle.path("device").asText().equals("plow-10") ? vehicle : told;
        }
      }
      assertThat(told.path("lon").asDouble()).isEqualTo(141.8);
      assertThat(told.path("speedMps").asDouble()).isEqualTo(5);

      town.clerk().post("/ogc/collections/stops/items", RunningTown.point("second", 141.83, 42.77));
      assertThat(visitor.next().name()).as("the first that it hears").isEqualTo("layer");
    }
  }

  @Test
  void whatIsReadBeforeARequestBreaksOffIsKept() {
    Caller tracker = tracker("plow-9");
    String body = body(night(13));
    Answer answer = tracker.post("/api/positions", body.substring(0, body.length() / 2));
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    int accepted = answer.json().path("accepted").asInt();
    assertThat(accepted).isPositive();

    Answer again = tracker.post("/api/positions", body);
    assertThat(again.json().path("duplicate").asInt()).isEqualTo(accepted);
    assertThat(again.json().path("accepted").asInt() + accepted).isEqualTo(night(13).size());
  }
}
