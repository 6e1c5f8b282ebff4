package org.machizu.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A city of 25 sample towns (about 300,000 parcels), imported and published as the demo does it and
 * then served by {@code ./machizu serve}. The folder is kept until the next build.
 */
final class LargeTown implements AutoCloseable {
  static final String SCALE = "25";

  /** Of the middle town's station; towns are so far apart. */
  static final double LON = 141.82;

  static final double LAT = 42.76;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Served served;
  private String cookie = "";

  private LargeTown(Served served) {
    this.served = served;
  }

  /** Where its files lie that the demo has imported. */
  static Path samples() {
    return Path.of(Launched.get("MACHIZU_WORK"), "samples--scale" + SCALE);
  }

  /** Serves the town on a free port; makes it first when it is not there. */
  static LargeTown serve() throws IOException, InterruptedException {
    Path data = Path.of(Launched.get("MACHIZU_WORK"), "samples-bench-town");
    if (!Files.isRegularFile(data.resolve("whole"))) {
      System.out.println(
          "making a city of " + SCALE + " sample towns; this takes some minutes ...");
      try (LargeTown made = started("demo", data, "--no-plows", "--no-gauges", "--scale", SCALE)) {
        print("making and importing it", made.served.start());
        made.awaitSearch();
      }
      Files.createFile(data.resolve("whole"));
    }
    LargeTown town = started("serve", data);
    print("start of serve", town.served.start());
    return town;
  }

  /** As {@link #serve}, with the demo's accounts. */
  static LargeTown demo() throws IOException, InterruptedException {
    serve().close(); // makes it when it is not there
    Path data = Path.of(Launched.get("MACHIZU_WORK"), "samples-bench-town");
    return started("demo", data, "--no-plows", "--no-gauges", "--scale", SCALE);
  }

  /** As {@link #demo}, for more questions than one client may ask. */
  static LargeTown withoutLimits() throws IOException, InterruptedException {
    serve().close(); // makes it when it is not there
    Path data = Path.of(Launched.get("MACHIZU_WORK"), "samples-bench-town");
    Map<String, String> noLimit = Map.of("MACHIZU_LIMITS_READS_PER_MINUTE", "0");
    String[] more = {"--no-plows", "--no-gauges", "--scale", SCALE};
    return new LargeTown(Served.start("demo", data, noLimit, more));
  }

  String address() {
    return served.address();
  }

  /** Opens all shelters; who is signed in must be of the headquarters. */
  int openShelters() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(text("/api/shelters?limit=5000"));
    while (id.find()) {
      ids.add('"' + id.group(1) + '"');
    }
    String body = "{\"shelters\":%s,\"status\":\"open\"}".formatted(ids);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(served.at("/api/shelters/states"))
                .header("Content-Type", "application/json")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("opening shelters answered " + answer.body());
    }
    return ids.size();
  }

  /** Signs in with an account of the demo; what is asked from then on is asked by it. */
  void signIn(String role) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(served.at("/api/session"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"user\":\"%s\",\"password\":\"demo\"}".formatted(role)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("signing in as " + role + " answered " + answer.body());
    }
    cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private static void print(String what, Runs.Cost cost) {
    System.out.printf("  %-26s %8.2f s %8.2f s CPU%n", what, cost.seconds(), cost.cpuSeconds());
  }

  private static LargeTown started(String command, Path data, String... more)
      throws IOException, InterruptedException {
    return new LargeTown(Served.start(command, data, Map.of(), more));
  }

  /** The index is filled in the background; a lot of the last town comes late. */
  private void awaitSearch() throws IOException, InterruptedException {
    String last = "/api/search?q=" + URLEncoder.encode("二五区本町一丁目", StandardCharsets.UTF_8);
    while (!text(last).contains("本町")) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** What the server answers, unpacked. */
  String text(String path) throws IOException, InterruptedException {
    return new String(get(path, "identity"), StandardCharsets.UTF_8);
  }

  /**
   * What the server answers, packed as browsers take it.
   *
   * @param path with its query
   * @throws IOException when it is no success
   */
  byte[] get(String path) throws IOException, InterruptedException {
    return get(path, "gzip");
  }

  private byte[] get(String path, String encoding) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(served.at(path)).header("Accept-Encoding", encoding);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    HttpResponse<byte[]> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(path + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  /** What the server has taken of the processors so far. */
  double cpuSeconds() {
    return served.cpuSeconds();
  }

  @Override
  public void close() throws InterruptedException {
    served.close();
  }
}
