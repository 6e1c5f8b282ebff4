package org.machizu.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.outbound.Outbound;

/** Servers that answer what the standard does not foresee, and a plain one that is none of ours. */
class HostileServerTest {
  private static final int MOST_BYTES = 10_000;
  private final Map<String, String> answers = new HashMap<>();
  private HttpServer http;
  private Outbound outbound;
  private String base;
  private RemoteApi api;

  @BeforeEach
  void start() throws Exception {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          String answer = answers.get(exchange.getRequestURI().toString());
          byte[] body = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
    base = "http://127.0.0.1:" + http.getAddress().getPort();
    URI url = URI.create(base + "/");
    outbound = new Outbound(List.of(url), Duration.ofSeconds(5), MOST_BYTES);
    api =
        new RemoteApi(
            outbound,
            new RemoteServer("other", LocalizedText.same("他"), url, Set.of(), Duration.ofHours(1)));
    answers.put("/", "{\"links\":[{\"rel\":\"data\",\"href\":\"/collections\"}]}");
    answers.put(
        "/collections",
        "{\"collections\":[{\"id\":\"lakes\",\"title\":\"Lakes\",\"links\":[{\"rel\":\"items\",\"type\":\"text/html\",\"href\":\"/html\"},{\"rel\":\"items\",\"type\":\"application/geo+json\",\"href\":\"/lakes\"},{\"rel\":\"license\",\"href\":\"https://example.org/by\"}]}]}");
  }

  @AfterEach
  void stop() {
    outbound.close();
    http.stop(0);
  }

  private RemoteCollection lakes() throws RemoteException {
    return api.collections(id -> true).getFirst();
  }

  private List<String> items() throws Exception {
    List<String> ids = new ArrayList<>();
    api.items(lakes(), feature -> ids.add(feature.path("id").asText()));
    return ids;
  }

  private void page(String path, String id, String next) {
    answers.put(
        path,
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":%s,\"geometry\":null,\"properties\":{}}],\"links\":[%s]}"
            .formatted(id, next.isEmpty() ? "" : "{\"rel\":\"next\",\"href\":\"" + next + "\"}"));
  }

  @Test
  void aPlainServerIsReadOverAllItsPages() throws Exception {
    page("/lakes?limit=1000", "1", "/lakes?limit=1000&offset=1");
    page("/lakes?limit=1000&offset=1", "\"b\"", "");

    assertThat(lakes().title()).isEqualTo(LocalizedText.same("Lakes"));
    assertThat(lakes().licence()).isEqualTo("https://example.org/by");
    assertThat(lakes().revision()).isNull();
    assertThat(items()).containsExactly("1", "b");
  }

  @Test
  void pagesThatGoRoundEnd() {
    page("/lakes?limit=1000", "1", "/lakes?limit=1000");

    assertThatThrownBy(this::items)
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("go round");
  }

  @Test
  void aLinkToAnotherServerIsNotFollowed() {
    page("/lakes?limit=1000", "1", "https://elsewhere.example/lakes");

    assertThatThrownBy(this::items)
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("elsewhere.example");
  }

  @Test
  void anAnswerThatIsTooLargeIsNotRead() {
    answers.put("/lakes?limit=1000", "\"" + "x".repeat(MOST_BYTES) + "\"");

    assertThatThrownBy(this::items)
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("more than " + MOST_BYTES);
  }

  @Test
  void whatIsNoJsonOrNoFeaturesOrNotThereIsToldWithItsAddress() {
    answers.put("/lakes?limit=1000", "<html>");
    assertThatThrownBy(this::items).hasMessageContaining("no JSON").hasMessageContaining("/lakes");
    answers.put("/lakes?limit=1000", "{}");
    assertThatThrownBy(this::items).hasMessageContaining("without a list 'features'");
    answers.remove("/lakes?limit=1000");
    assertThatThrownBy(this::items).hasMessageContaining("status 404");
    answers.put("/collections", "[]");
    assertThatThrownBy(this::items).hasMessageContaining("without a list 'collections'");
    page("/lakes?limit=1000", "1", "ht tp://");
    answers.put(
        "/collections",
        "{\"collections\":[{\"id\":\"lakes\",\"links\":[{\"rel\":\"items\",\"href\":\"/lakes\"}]}]}");
    assertThatThrownBy(this::items).hasMessageContaining("is no address");
  }

  @Test
  void whatIsMountedThereFromElsewhereOrWorkedOutIsNotTakenOver() throws Exception {
    answers.put(
        "/collections",
        "{\"collections\":[{\"id\":\"a\",\"machizu\":{\"origin\":{}},\"links\":[{\"rel\":\"items\",\"href\":\"/a\"}]},{\"id\":\"b\",\"machizu\":{\"kind\":\"computed\"},\"links\":[{\"rel\":\"items\",\"href\":\"/b\"}]},{\"id\":\"c\",\"itemType\":\"record\",\"links\":[{\"rel\":\"items\",\"href\":\"/c\"}]},{\"id\":\"d\",\"links\":[{\"rel\":\"items\",\"href\":\"/d\"}]}]}");

    assertThat(api.collections(id -> true)).extracting(RemoteCollection::id).containsExactly("d");
  }
}
