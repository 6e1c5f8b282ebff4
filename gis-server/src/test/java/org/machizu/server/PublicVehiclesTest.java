package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.layers.SettableClock;

/**
 * A plow leaves its depot, works along a long road for 80 minutes, and comes home. The public,
 * where the town lets it see vehicles, sees neither its name nor where it began, stood and ended.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PublicVehiclesTest {
  private static final Instant NIGHT = Instant.parse("2026-01-31T18:00:00Z");
  private static final int MINUTES = 80;
  private static final double WEST = 141.75;
  private static final double LAT = 42.76;

  /** Metres in a degree of longitude there. */
  private static final double EAST_M = 111_320 * Math.cos(Math.toRadians(LAT));

  /** 5 m/s along the road. */
  private static final double DEGREES_A_SECOND = 5 / EAST_M;

  @TempDir static Path folder;
  private static final SettableClock CLOCK = new SettableClock();
  private static RunningTown town;

  @BeforeAll
  static void drive() throws Exception {
    CLOCK.set(NIGHT.plus(Duration.ofMinutes(MINUTES)));
    town = RunningTown.start(folder, Map.of("tracks.publicVehicles", "true"), CLOCK);
    town.importGeoJson("roads", RunningTown.collection(road()));
    town.importGeoJson("snow_routes", RunningTown.collection(RunningTown.point("c", WEST, LAT)));
    String token =
        town.as("admin")
            .post("/api/tokens", "{\"kind\":\"device\",\"device\":\"secret-plow\"}")
            .json()
            .path("token")
            .asText();
    List<String> positions = new ArrayList<>();
    for (int second = 0; second <= MINUTES * 60; second += 5) {
      positions.add(
          String.format(
              Locale.ROOT,
              "{\"time\":\"%s\",\"lon\":%.7f,\"lat\":%.7f,\"accuracyM\":4,\"speedMps\":5,\"courseDeg\":90,\"extra\":{\"blade\":\"down\",\"driver\":\"secret-driver\"}}",
              NIGHT.plusSeconds(second),
              lon(second),
              LAT));
    }
    Answer upload =
        town.visitor()
            .with("Authorization", "Bearer " + token)
            .post("/api/positions", "{\"positions\":[" + String.join(",", positions) + "]}");
    assertThat(upload.status()).as(upload.text()).isEqualTo(200);
    while (town.clerk().get("/api/tracks/secret-plow").json().path("waiting").asInt() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** In pieces of a kilometre, as a layer has them. */
  private static String[] road() {
    List<String> pieces = new ArrayList<>();
    double step = 1_000 / EAST_M;
    for (int i = 0; i < 26; i++) {
      pieces.add(
          String.format(
              Locale.ROOT,
              "{\"type\":\"Feature\",\"properties\":{\"区間番号\":\"R%d\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[%.8f,%.8f],[%.8f,%.8f]]}}",
              i,
              WEST + i * step,
              LAT,
              WEST + (i + 1) * step,
              LAT));
    }
    return pieces.toArray(String[]::new);
  }

  private static double lon(int second) {
    return WEST + second * DEGREES_A_SECOND;
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static JsonNode features(Caller caller, String path) {
    Answer answer = caller.get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("features");
  }

  @Test
  void thePublicSeesWorkLateAndCutAtBothEnds() {
    JsonNode trails = features(town.visitor(), "/api/tracks/trails");

    assertThat(trails).isNotEmpty();
    double first = Double.MAX_VALUE;
    double last = -Double.MAX_VALUE;
    long newest = 0;
    for (JsonNode trail : trails) {
      for (JsonNode place : trail.path("geometry").path("coordinates")) {
        first = Math.min(first, place.path(0).asDouble());
        last = Math.max(last, place.path(0).asDouble());
      }
      for (JsonNode time : trail.path("properties").path("times")) {
        newest = Math.max(newest, time.asLong());
      }
    }
    int seen = (MINUTES - 30) * 60;
    assertThat(Instant.ofEpochSecond(newest)).isBeforeOrEqualTo(NIGHT.plusSeconds(seen));
    assertThat((first - WEST) * EAST_M).as("from the depot").isBetween(250.0, 400.0);
    assertThat((lon(seen) - last) * EAST_M)
        .as("from where it is seen last")
        .isBetween(250.0, 400.0);
  }

  @Test
  void nobodyOutsideIsToldANameOrWhatElseWasSent() {
    for (Caller caller : List.of(town.visitor(), town.as("welfare"))) {
      for (String path : List.of("/api/tracks", "/api/tracks/trails")) {
        Answer answer = caller.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("features")).isNotEmpty();
        assertThat(answer.text()).doesNotContain("secret");
      }
      for (String path : List.of("", "/positions", "/refused")) {
        Answer answer = caller.get("/api/tracks/secret-plow" + path);
        assertThat(answer.status()).isEqualTo(404);
      }
    }
  }

  @Test
  void askingForALaterBeginDoesNotMoveTheCutPastIt() {
    String from = NIGHT.plusSeconds(20).toString();
    String until = NIGHT.plusSeconds(600).toString();
    for (JsonNode trail :
        features(town.visitor(), "/api/tracks/trails?from=" + from + "&until=" + until)) {
      for (JsonNode place : trail.path("geometry").path("coordinates")) {
        assertThat((place.path(0).asDouble() - WEST) * EAST_M).isGreaterThan(250);
      }
    }
  }

  @Test
  void staffWhoSeeTheRoutesSeeEverythingAtOnce() {
    JsonNode vehicles = features(town.clerk(), "/api/tracks");

    assertThat(vehicles).hasSize(1);
    assertThat(vehicles.path(0).path("properties").path("device").asText())
        .isEqualTo("secret-plow");
    assertThat(vehicles.path(0).path("properties").path("time").asText())
        .isEqualTo(NIGHT.plus(Duration.ofMinutes(MINUTES)).toString());
    assertThat(vehicles.path(0).path("geometry").path("coordinates").path(0).asDouble())
        .isEqualTo(lon(MINUTES * 60), org.assertj.core.api.Assertions.within(1e-6));
  }
}
