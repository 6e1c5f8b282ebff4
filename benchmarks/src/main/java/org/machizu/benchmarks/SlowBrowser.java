package org.machizu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Chromium behind a slow line, spoken to by its DevTools protocol. Each page has a browser of its
 * own within it, with nothing kept.
 */
final class SlowBrowser implements AutoCloseable {
  /** 1.6 Mbit/s down, 0.75 up, 150 ms there and back. */
  private static final double DOWN_BYTES_PER_S = 1.6e6 / 8;

  private static final double UP_BYTES_PER_S = 0.75e6 / 8;
  private static final int ROUND_TRIP_MS = 150;

  private static final int WIDTH = 390;
  private static final int HEIGHT = 844;
  private static final long ANSWER_S = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_MS = 50;

  private final ObjectMapper json = new ObjectMapper();
  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

  /**
   * Starts one.
   *
   * @throws IOException when there is none on this machine
   */
  SlowBrowser() throws IOException, InterruptedException {
    profile = Files.createTempDirectory("machizu-bench-browser-");
    process =
        new ProcessBuilder(
                List.of(
                    executable(),
                    "--headless=new",
                    "--no-sandbox",
                    "--use-angle=swiftshader",
                    "--enable-unsafe-swiftshader",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile,
                    "about:blank"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader told = process.errorReader(StandardCharsets.UTF_8);
    String mark = "DevTools listening on ";
    String line = told.readLine();
    while (line != null && !line.startsWith(mark)) {
      line = told.readLine();
    }
    if (line == null) {
      throw new IOException("Chromium did not start");
    }
    Thread.ofVirtual().start(() -> told.lines().forEach(unused -> {}));
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(line.substring(mark.length())), new Listener())
            .join();
  }

  private static String executable() throws IOException {
    return Stream.of(
            String.valueOf(System.getenv("CHROMIUM")),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow(() -> new IOException("no Chromium on this machine; name one by CHROMIUM"));
  }

  /** Takes the answers; events are passed over. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void take(String message) {
      try {
        JsonNode answer = json.readTree(message);
        CompletableFuture<JsonNode> asked = waiting.remove(answer.path("id").asInt(-1));
        if (asked != null) {
          asked.complete(answer);
        }
      } catch (IOException e) {
        throw new IllegalStateException("Chromium answers no JSON", e);
      }
    }
  }

  /**
   * Opens a page and waits until an expression of its script is true.
   *
   * @return milliseconds since it was asked for, as the page's own clock has it
   */
  double millisUntil(String address, String isThere)
      throws IOException, InterruptedException, TimeoutException {
    String context =
        ask("", "Target.createBrowserContext", Map.of()).path("browserContextId").asText();
    String target =
        ask("", "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
            .path("targetId")
            .asText();
    String page =
        ask("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    ask(
        page,
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", WIDTH, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", true));
    ask(page, "Network.enable", Map.of());
    ask(
        page,
        "Network.emulateNetworkConditions",
        Map.of(
            "offline", false,
            "latency", ROUND_TRIP_MS,
            "downloadThroughput", DOWN_BYTES_PER_S,
            "uploadThroughput", UP_BYTES_PER_S));
    ask(page, "Page.navigate", Map.of("url", address));
    String expression =
        "location.href !== 'about:blank' && (%s) ? performance.now() : -1".formatted(isThere);
    long end = System.nanoTime() + PATIENCE.toNanos();
    double found = -1;
    while (found < 0) {
      if (System.nanoTime() > end) {
        throw new IOException(address + " was not there after " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(LOOK_EVERY_MS);
      found =
          ask(page, "Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
              .at("/result/value")
              .asDouble(-1);
    }
    ask("", "Target.disposeBrowserContext", Map.of("browserContextId", context));
    return found;
  }

  private JsonNode ask(String session, String method, Map<String, Object> parameters)
      throws IOException, InterruptedException, TimeoutException {
    int id = ids.incrementAndGet();
    ObjectNode question = json.createObjectNode();
    question.put("id", id).put("method", method);
    question.set("params", json.valueToTree(parameters));
    if (!session.isEmpty()) {
      question.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(question.toString(), true).join();
    try {
      JsonNode got = answer.get(ANSWER_S, TimeUnit.SECONDS);
      if (got.has("error")) {
        throw new IOException(method + " answered " + got.path("error"));
      }
      return got.path("result");
    } catch (ExecutionException e) {
      throw new IOException(method, e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    socket.abort();
    process.destroy();
    if (!process.waitFor(ANSWER_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    Runs.delete(profile);
  }
}
