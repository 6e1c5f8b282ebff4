package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole server as the network meets it. */
@Timeout(120)
class EdgeTest {
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"\\.?(/assets/[^\"]+)\"");

  @TempDir Path folder;

  private static void assertSecure(Answer answer) {
    assertThat(answer.header("Content-Security-Policy"))
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Permissions-Policy")).contains("geolocation=(self)");
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.whole().headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control"));
  }

  @Test
  void pagesTheirPartsAndAnswersOfEveryKindHaveTheSecureHeaders() throws Exception {
    try (RunningTown town = RunningTown.start(folder)) {
      for (String path : List.of("/health", "/ogc/api", "/no-such-page", "/assets/none.js")) {
        assertSecure(town.visitor().get(path));
      }
      assertSecure(town.visitor().post("/api/imports", "{}"));
      assertSecure(town.visitor().with("If-None-Match", "*").get("/ogc/collections"));
      assumeThat(EdgeTest.class.getResource("/web/index.html")).as("the page is built").isNotNull();
      Answer page = town.visitor().get("/");
      assertSecure(page);
      assertThat(page.text()).doesNotContain("<style", "style=\"").doesNotContain("<script>");
      Matcher asset = ASSET.matcher(page.text());
      int assets = 0;
      for (; asset.find(); assets++) {
        Answer part = town.visitor().get(asset.group(1));
        assertThat(part.status()).isEqualTo(200);
        assertSecure(part);
      }
      assertThat(assets).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void pagesAndTilesAreCountedAndRefusedWithTheTimeToWait() throws Exception {
    Map<String, String> limits = Map.of("limits.readsPerMinute", "3", "limits.tilesPerMinute", "2");
    try (RunningTown town = RunningTown.start(folder, limits)) {
      for (int n = 0; n < 3; n++) {
        assertThat(town.visitor().get("/assets/none.js").status()).isEqualTo(404);
      }
      Answer refused = town.visitor().with("Accept-Language", "ja").get("/");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.json().path("title").asText()).isEqualTo("短い間に要求が多すぎます");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
      assertThat(town.visitor().get("/tiles/none/1/0/0.mvt").status()).isEqualTo(404);
    }
  }

  @Test
  void aClientHasOnlySoManyEventStreams() throws Exception {
    Map<String, String> limits = Map.of("limits.streamsPerClient", "2");
    try (RunningTown town = RunningTown.start(folder, limits)) {
      town.importGeoJson("stops", collection(point("first", 141.82, 42.76)));
      try (EventStream first = town.visitor().events()) {
        try (EventStream second = town.visitor().events()) {
          Answer refused = town.visitor().with("Accept", "text/event-stream").get("/api/events");
          assertThat(refused.status()).isEqualTo(429);
          assertThat(refused.code()).isEqualTo("too-many-streams");
          assertThat(refused.header("Retry-After")).isEqualTo("60");
          // an account has its own
          town.clerk().events().close();
        }
      }
    }
  }

  @Test
  void aCertificateThatIsNotThereEndsTheStartWithTheReason() throws Exception {
    Path none = folder.resolve("none.pem");
    Call.Outcome ended =
        new Call(
                Map.of("MACHIZU_TLS_CERTIFICATE", none.toString()),
                "",
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString())
            .end();

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("there is no file " + none).doesNotContain("\tat ");
    assertThat(ended.out()).doesNotContain("ready");
  }
}
