package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shared cache stands before the server, as in a town hall's network; staff ask first, then the
 * public asks for the same addresses. Tile servers elsewhere have shown the public the staff's
 * tiles in this way.
 */
class SharedCacheTest {
  private static final List<String> PATHS =
      List.of(
          "/ogc/collections",
          "/ogc/collections/%s",
          "/ogc/collections/%s/items",
          "/ogc/collections/%s/items/1",
          "/tiles/%s.json",
          "/tiles/%s/14/14645/6067.mvt",
          "/tiles/%s/0/0/0.mvt",
          "/styles/default.json",
          "/ogc/api",
          "/api/session",
          "/api/search?q=canary");

  @TempDir static Path folder;
  private static RuledTown town;
  private static SharedCache cache;

  @BeforeAll
  static void start() throws Exception {
    town = RuledTown.start(folder);
    cache = new SharedCache(town.running().base());
  }

  @AfterAll
  static void stop() throws Exception {
    cache.close();
    town.close();
  }

  @Test
  void whatStaffAskedForIsNotGivenToThePublic() {
    List<String> wrong = new ArrayList<>();
    for (String pattern : PATHS) {
      for (String layer : RuledTown.LAYERS) {
        for (String path : withVersion(pattern.formatted(layer))) {
          for (String staff : List.of("planner", "welfare", "officer")) {
            cache.get(path, town.as(staff));
          }
          HttpResponse<byte[]> direct = SharedCache.ask(town.running().base() + path, List.of());
          SharedCache.Kept through = cache.get(path, town.as("public"));
          boolean same =
              through.status() == direct.statusCode()
                  && Arrays.equals(withoutTime(through.body()), withoutTime(direct.body()));
          if (!same) {
            wrong.add(path);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cache.hits()).as("answers that came from the cache").isPositive();
  }

  /** Tiles also by the address that may be kept for good. */
  private static List<String> withVersion(String path) {
    if (!path.endsWith(".mvt")) {
      return List.of(path);
    }
    String layer = path.split("/")[2];
    long revision =
        town.as("officer")
            .get("/ogc/collections/" + layer)
            .json()
            .path("machizu")
            .path("revision")
            .asLong();
    return List.of(path, path + "?v=" + revision);
  }

  /** The list says when it was made. */
  private static byte[] withoutTime(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1)
        .replaceAll("\"timeStamp\":\"[^\"]*\"", "")
        .replaceAll("http://[^/\"]*", "")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A cache for many readers after RFC 9111, as far as this server's answers need it. */
  private static final class SharedCache implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Set<String> PASSED_ON = Set.of("cookie", "accept-encoding");

    private final HttpServer server;
    private final String behind;
    private final Map<String, List<Kept>> kept = new ConcurrentHashMap<>();
    private int hits;

    /**
     * @param asked the headers of the request that the answer's Vary names
     */
    record Kept(
        int status, byte[] body, String etag, String cacheControl, Map<String, String> asked) {}

    SharedCache(String behind) throws IOException {
      this.behind = behind;
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::answer);
      server.start();
    }

    Kept get(String path, Caller caller) {
      Answer answer = caller.get("http://localhost:" + server.getAddress().getPort() + path);
      return new Kept(answer.status(), answer.body(), "", "", Map.of());
    }

    int hits() {
      return hits;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
      String path = exchange.getRequestURI().toString();
      Kept found = fresh(path, exchange);
      if (found == null) {
        found = fetch(path, exchange);
      } else {
        hits++;
      }
      boolean empty = found.body().length == 0;
      exchange.sendResponseHeaders(found.status(), empty ? -1 : found.body().length);
      exchange.getResponseBody().write(found.body());
      exchange.close();
    }

    /** What is kept for this request and need not, or only need be asked for again. */
    private Kept fresh(String path, HttpExchange exchange) throws IOException {
      for (Kept one : kept.getOrDefault(path, List.of())) {
        boolean same =
            one.asked().entrySet().stream()
                .allMatch(e -> e.getValue().equals(header(exchange, e.getKey())));
        if (!same) {
          continue;
        }
        if (!one.cacheControl().contains("no-cache")) {
          return one;
        }
        List<String> headers = headers(exchange);
        headers.addAll(List.of("If-None-Match", one.etag()));
        if (ask(behind + path, headers).statusCode() == 304) {
          return one;
        }
      }
      return null;
    }

    private Kept fetch(String path, HttpExchange exchange) {
      HttpResponse<byte[]> answer = ask(behind + path, headers(exchange));
      String control = answer.headers().firstValue("Cache-Control").orElse("");
      String vary = String.join(",", answer.headers().allValues("Vary"));
      Map<String, String> asked = new ConcurrentHashMap<>();
      for (String name : vary.split(",")) {
        if (!name.isBlank()) {
          asked.put(name.strip(), header(exchange, name.strip()));
        }
      }
      Kept got =
          new Kept(
              answer.statusCode(),
              answer.body(),
              answer.headers().firstValue("ETag").orElse(""),
              control,
              asked);
      boolean mayKeep =
          answer.statusCode() == 200
              && control.contains("public")
              && !control.contains("private")
              && !control.contains("no-store");
      if (mayKeep) {
        kept.computeIfAbsent(path, p -> new ArrayList<>()).add(got);
      }
      return got;
    }

    private static String header(HttpExchange exchange, String name) {
      String value = exchange.getRequestHeaders().getFirst(name);
      return value == null ? "" : value;
    }

    private static List<String> headers(HttpExchange exchange) {
      List<String> headers = new ArrayList<>();
      for (String name : PASSED_ON) {
        String value = header(exchange, name);
        if (!value.isEmpty()) {
          headers.addAll(List.of(name, value));
        }
      }
      return headers;
    }

    static HttpResponse<byte[]> ask(String address, List<String> headers) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
      if (!headers.isEmpty()) {
        request.headers(headers.toArray(new String[0]));
      }
      try {
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
      } catch (IOException e) {
        throw new UncheckedIOException(address, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(address, e);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
