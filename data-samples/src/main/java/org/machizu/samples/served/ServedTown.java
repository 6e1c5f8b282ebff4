package org.machizu.samples.served;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A demo that answers. */
public final class ServedTown {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI address;
  private final Path data;
  private final Optional<URI> broker;

  /**
   * @param address where it answers
   * @param data its folder
   * @param broker its own MQTT broker, where it has one
   */
  public ServedTown(URI address, Path data, Optional<URI> broker) {
    this.address = address;
    this.data = data;
    this.broker = broker;
  }

  /**
   * Waits for the file in which the demo tells its address, its folder and its broker, one a line,
   * and takes it away.
   *
   * @param parent the demo's process
   * @return nothing when the demo has ended before it answered
   */
  public static Optional<ServedTown> await(Path file, long parent)
      throws IOException, InterruptedException {
    while (!Files.exists(file)) {
      if (ProcessHandle.of(parent).isEmpty()) {
        return Optional.empty();
      }
      Thread.sleep(LOOK_AGAIN);
    }
    List<String> told = Files.readAllLines(file);
    Files.delete(file);
    return Optional.of(
        new ServedTown(
            URI.create(told.get(0)),
            Path.of(told.get(1)),
            told.size() > 2 ? Optional.of(URI.create(told.get(2))) : Optional.empty()));
  }

  public Path data() {
    return data;
  }

  public Optional<URI> broker() {
    return broker;
  }

  /** Signs in with one of the demo's accounts; a cookie. */
  public String signIn(String role) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(post("/api/session", "{\"user\":\"%s\",\"password\":\"demo\"}".formatted(role)));
    return answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(ANSWER);
  }

  public HttpRequest.Builder post(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8));
  }

  /** Sends a request that has to succeed. */
  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          answer.request().method() + " " + answer.uri() + " answered " + answer.body());
    }
    return answer;
  }

  /** Sends a request that may fail; its status. */
  public int attempt(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  /** What a pattern's group matches in an answer. */
  public static String find(Pattern pattern, String answer) throws IOException {
    Matcher found = pattern.matcher(answer);
    if (!found.find()) {
      throw new IOException("the answer is not what was expected: " + answer);
    }
    return found.group(1);
  }

  /**
   * Tokens of devices: those of a former start where they still hold, new ones for the others.
   *
   * @param titles how each device is called in the list of tokens
   * @param name of the file in the demo's folder that keeps them
   * @return a token for each device
   */
  public Map<String, String> tokens(Map<String, String> titles, String name)
      throws IOException, InterruptedException {
    Path kept = data.resolve(name);
    Map<String, String> tokens = new HashMap<>();
    if (Files.exists(kept)) {
      for (String line : Files.readAllLines(kept)) {
        String[] parts = line.split(" ", 2);
        if (parts.length == 2 && titles.containsKey(parts[0]) && holds(parts[1])) {
          tokens.put(parts[0], parts[1]);
        }
      }
    }
    String admin = signIn("admin");
    for (Map.Entry<String, String> device : titles.entrySet()) {
      if (!tokens.containsKey(device.getKey())) {
        String made =
            send(post(
                        "/api/tokens",
                        "{\"kind\":\"device\",\"device\":\"%s\",\"name\":\"%s\"}"
                            .formatted(device.getKey(), device.getValue()))
                    .header("Cookie", admin))
                .body();
        tokens.put(device.getKey(), find(TOKEN, made));
      }
    }
    List<String> lines = new ArrayList<>();
    tokens.forEach((device, token) -> lines.add(device + " " + token));
    Files.deleteIfExists(kept);
    Files.createFile(
        kept, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(kept, lines);
    return tokens;
  }

  /** A device may always send no positions at all. */
  private boolean holds(String token) throws IOException, InterruptedException {
    return attempt(
            post("/api/positions", "{\"positions\":[]}").header("Authorization", "Bearer " + token))
        == 200;
  }
}
