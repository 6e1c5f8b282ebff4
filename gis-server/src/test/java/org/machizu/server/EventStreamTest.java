package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What open maps are told. */
class EventStreamTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
    town.importGeoJson("stops", collection(point("first", 141.82, 42.76)));
    town.publish("stops");
    town.importGeoJson("plans", collection(point("secret", 141.82, 42.76)));
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  @Test
  void anEditIsToldWithItsPlaceToThoseWhoSeeTheLayer() throws Exception {
    try (Screen visitor = new Screen("")) {
      town.clerk().post("/ogc/collections/plans/items", point("hidden edit", 141.9, 42.8));
      town.clerk().post("/ogc/collections/stops/items", point("open edit", 141.83, 42.77));

      String told = visitor.next();

      assertThat(told).contains("\"layer\":\"stops\"").contains("141.83").contains("42.77");
    }
  }

  @Test
  void staffAreToldOfLayersThatThePublicCannotSee() throws Exception {
    Answer signIn =
        town.visitor()
            .post(
                "/api/session",
                "{\"user\":\"clerk\",\"password\":\"" + RunningTown.PASSWORD + "\"}");
    try (Screen clerk = new Screen(signIn.header("Set-Cookie").split(";", 2)[0])) {
      town.clerk().post("/ogc/collections/plans/items", point("edit", 141.9, 42.8));

      assertThat(clerk.next()).contains("\"layer\":\"plans\"");
    }
  }

  @Test
  void whoMayNoLongerSeeALayerIsToldThatTheListChangedAndNotWhich() throws Exception {
    town.importGeoJson("closing", collection(point("open today", 141.82, 42.76)));
    town.publish("closing");
    try (Screen visitor = new Screen("")) {
      town.unpublish("closing");

      assertThat(visitor.next()).isEqualTo("layers {\"changed\":true}");
      assertThat(town.visitor().get("/ogc/collections/closing").status()).isEqualTo(404);
    }
  }

  /** An open event stream, read on a thread of its own. */
  private static final class Screen implements AutoCloseable {
    private final BlockingQueue<String> layerEvents = new LinkedBlockingQueue<>();
    private final java.io.InputStream stream;

    Screen(String cookie) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(town.base() + "/api/events"))
              .header("Accept", "text/event-stream");
      if (!cookie.isEmpty()) {
        request.header("Cookie", cookie);
      }
      stream = HTTP.send(request.build(), BodyHandlers.ofInputStream()).body();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      String first = lines.readLine();
      assertThat(first).as("the stream is open").startsWith(":");
      Thread.ofVirtual().start(() -> read(lines));
    }

    private void read(BufferedReader lines) {
      try {
        String event = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("event:")) {
            event = line.substring("event:".length()).strip();
          } else if (line.startsWith("data:") && event.startsWith("layer")) {
            layerEvents.add(event + " " + line.substring("data:".length()).strip());
          }
        }
      } catch (IOException e) {
        layerEvents.add("closed");
      }
    }

    String next() throws InterruptedException {
      String event = layerEvents.poll(5, TimeUnit.SECONDS);
      assertThat(event).as("an event within five seconds").isNotNull();
      return event;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
