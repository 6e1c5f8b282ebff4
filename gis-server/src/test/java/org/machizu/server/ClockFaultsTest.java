package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a running server's machine jumps; libfaketime stands in for it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ClockFaultsTest {
  private static final String ITEMS = "/ogc/collections/places/items";

  @TempDir Path folder;

  @Test
  void aClockThatJumpsBackADayLosesNothingAndKeepsTheOrder() throws Exception {
    Path clock = Files.writeString(folder.resolve("clock"), "+0\n");
    Map<String, String> environment = ServerProcess.settings(folder.resolve("town"));
    environment.put("LD_PRELOAD", library().toString());
    environment.put("FAKETIME_TIMESTAMP_FILE", clock.toString());
    environment.put("FAKETIME_CACHE_DURATION", "1");
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    environment.put("DONT_FAKE_MONOTONIC", "1");
    List<String> names = List.of("now", "yesterday", "tomorrow", "now again");
    List<Integer> days = List.of(0, -1, 1, 0);

    try (ServerProcess server = ServerProcess.start(environment, folder.resolve("log"))) {
      Caller clerk = server.clerk();
      String one = RunningTown.collection(RunningTown.point("first", 141.82, 42.76));
      clerk.imported(Form.ofLayer("places").file("a.geojson", one));
      for (int n = 0; n < names.size(); n++) {
        Files.writeString(clock, "%+dd%n".formatted(days.get(n)));
        awaitDay(server, days.get(n));
        // Who signed in before a day that has not been may have to again; nothing else happens.
        Answer answer =
            server.clerk().post(ITEMS, RunningTown.point(names.get(n), 141.82, 42.76));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(server.visitor().get("/health").status()).isEqualTo(200);
      }
      assertThat(server.clerk().get(ITEMS).json().path("features").findValuesAsText("name"))
          .containsExactly("first", "now", "yesterday", "tomorrow", "now again");
      JsonNode changes =
          server.clerk().get("/api/layers/places/history").json().path("changes");
      List<String> times =
          changes.findValuesAsText("time").stream().map(Instant::parse).map(Instant::toString)
              .toList();
      assertThat(times).as("newest first, whatever the clock said").hasSize(5);
      assertThat(times.stream().map(Instant::parse))
          .isSortedAccordingTo((a, b) -> b.compareTo(a));
      assertThat(Instant.parse(times.getFirst()))
          .as("the clock was really changed")
          .isAfter(Instant.now().plusSeconds(3600));
      server.stop();
    }
    Call.Outcome audit =
        new Call(ServerProcess.settings(folder.resolve("town")), "", "audit", "verify").end();
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
  }

  /** It looks at the file now and then. */
  private static void awaitDay(ServerProcess server, int days) {
    Duration off;
    do {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      String date = server.visitor().get("/health").header("Date");
      Instant told = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      off = Duration.between(Instant.now().plus(Duration.ofDays(days)), told).abs();
    } while (off.toHours() > 1);
  }

  private static Path library() throws IOException {
    Path libraries = Path.of("/usr/lib");
    Optional<Path> found = Optional.empty();
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> folders = Files.list(libraries)) {
        found =
            folders
                .map(home -> home.resolve("faketime/libfaketimeMT.so.1"))
                .filter(Files::exists)
                .findFirst();
      }
    }
    assumeTrue(found.isPresent(), "libfaketime is not installed, test skipped");
    return found.orElseThrow();
  }
}
