package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Days without a network, sent at once. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class LargeUploadTest {
  private static final Instant NIGHT = Instant.parse("2026-01-31T18:00:00Z");
  private static final int MANY = 100_000;

  @TempDir static Path folder;
  private static RunningTown town;
  private static String token;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder, Map.of("limits.writesPerMinute", "0"));
    token =
        town.as("admin")
            .post("/api/tokens", "{\"kind\":\"device\",\"device\":\"plow-1\"}")
            .json()
            .path("token")
            .asText();
    town.importGeoJson("snow_routes", RunningTown.collection(RunningTown.point("c", 141.8, 42.7)));
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static byte[] position(int number) {
    return "%s{\"time\":\"%s\",\"lon\":%.7f,\"lat\":42.76,\"accuracyM\":5,\"extra\":{\"blade\":\"down\"}}%s"
        .formatted(
            number == 0 ? "{\"positions\":[" : ",",
            NIGHT.plusSeconds(number),
            141.8 + number * 1e-7,
            number == MANY - 1 ? "]}" : "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A body that is made while it is sent, and stops half-way until it may go on. */
  private static final class Body extends InputStream {
    private final int stopAt;
    private final CountDownLatch goOn;
    private InputStream some = InputStream.nullInputStream();
    private int next;

    Body(int stopAt, CountDownLatch goOn) {
      this.stopAt = stopAt;
      this.goOn = goOn;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = some.read(into, offset, length);
      if (read >= 0 || next == MANY) {
        return read;
      }
      if (next == stopAt) {
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      some = new ByteArrayInputStream(position(next));
      next++;
      return some.read(into, offset, length);
    }
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(town.base() + "/api/positions"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> packed(String encoding, byte[] body) throws Exception {
    return http.send(
        request()
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** How many are there from a place in the order on. */
  private static int keptFrom(int number) {
    return town.clerk()
        .get(
            "/api/tracks/plow-1/positions?limit=200000&from=%s&until=%s"
                .formatted(NIGHT.plusSeconds(number), NIGHT.plusSeconds(MANY)))
        .json()
        .path("positions")
        .size();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void aHundredThousandPositionsComeInOneRequestAndAreKeptWhileTheyCome() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    HttpRequest request =
        request().POST(BodyPublishers.ofInputStream(() -> new Body(60_000, goOn))).build();
    long begun = System.nanoTime();
    CompletableFuture<HttpResponse<String>> coming =
        http.sendAsync(request, BodyHandlers.ofString());

    // A server that read all of it first would wait here for ever.
    while (keptFrom(49_999) == 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    goOn.countDown();
    HttpResponse<String> answer = coming.get();

    System.out.printf(
        "100,000 positions in one request took %d ms, with a pause in which 50,000 were read%n",
        (System.nanoTime() - begun) / 1_000_000);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("accepted").asInt()).isEqualTo(MANY);
    assertThat(keptFrom(0)).isEqualTo(MANY);

    HttpResponse<String> again = packed("gzip", gzip(new Body(-1, goOn).readAllBytes()));
    assertThat(json(again).path("duplicate").asInt()).as(again.body()).isEqualTo(MANY);
  }

  @Test
  void whatIsPackedIsBoundedAndBrokenPacksAreTold() throws Exception {
    byte[] spaces = new byte[70 << 20];
    Arrays.fill(spaces, (byte) ' ');
    HttpResponse<String> endless = packed("gzip", gzip(spaces));
    assertThat(endless.statusCode()).as(endless.body()).isEqualTo(413);
    assertThat(json(endless).path("code").asText()).isEqualTo("too-large");

    byte[] whole = gzip(position(0));
    for (byte[] broken : new byte[][] {Arrays.copyOf(whole, whole.length / 2), {1, 2, 3, 4}, {}}) {
      HttpResponse<String> answer = packed("gzip", broken);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(json(answer).path("code").asText()).isEqualTo("bad-gzip");
    }
    HttpResponse<String> other = packed("br", whole);
    assertThat(other.statusCode()).as(other.body()).isEqualTo(415);
    assertThat(json(other).path("code").asText()).isEqualTo("unsupported-encoding");
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
