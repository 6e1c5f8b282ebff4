package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nonsense over HTTP: each a problem answer with a stable code, and the server goes on. */
class BadInputTest {
  private static final String ITEMS = "/ogc/collections/stops/items";

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
    town.importGeoJson("stops", collection(point("first", 141.82, 42.76)));
    town.publish("stops");
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  @AfterEach
  void theServerGoesOn() {
    assertThat(town.visitor().get("/health").status()).isEqualTo(200);
    assertThat(town.visitor().get(ITEMS).json().path("numberReturned").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /ogc/collections/stops/items?bbox=1,2,3                   | 400 | bad-parameter
          /ogc/collections/stops/items?bbox=a,b,c,d                 | 400 | bad-parameter
          /ogc/collections/stops/items?bbox=NaN,42,142,43           | 400 | bad-parameter
          /ogc/collections/stops/items?bbox=141,43,142,42           | 400 | bad-parameter
          /ogc/collections/stops/items?bbox=42,142,43,143           | 400 | bad-parameter
          /ogc/collections/stops/items?limit=0                      | 400 | bad-parameter
          /ogc/collections/stops/items?limit=many                   | 400 | bad-parameter
          /ogc/collections/stops/items?limit=10&limit=20            | 400 | bad-parameter
          /ogc/collections/stops/items?datetime=yesterday           | 400 | bad-parameter
          /ogc/collections/stops/items?datetime=2026-02-01T00:00:00Z/2026-01-01T00:00:00Z | 400 | bad-parameter
          /ogc/collections/stops/items?asOf=2026-01-01              | 400 | bad-parameter
          /ogc/collections/stops/items?sortby=height                | 400 | bad-parameter
          /ogc/collections/stops/items?colour=red                   | 400 | unknown-parameter
          /ogc/collections/stops/items?f=xml                        | 400 | bad-parameter
          /ogc/collections/stops/items?after=nonsense               | 400 | bad-query
          /ogc/collections/stops/items/99999                        | 404 | not-found
          /ogc/collections/stops/items/one                          | 404 | not-found
          /ogc/collections/nowhere/items                            | 404 | not-found
          /ogc/collections/No%20Name/items                          | 404 | not-found
          /ogc/collections?colour=red                               | 400 | unknown-parameter
          /tiles/stops/99/0/0.mvt                                   | 400 | bad-parameter
          /tiles/stops/3/8/0.mvt                                    | 400 | bad-parameter
          /tiles/stops/3/-1/0.mvt                                   | 400 | bad-parameter
          /tiles/stops/x/0/0.mvt                                    | 400 | bad-parameter
          /tiles/nowhere/0/0/0.mvt                                  | 404 | not-found
          /tiles/stops,stops/0/0/0.mvt                              | 400 | bad-parameter
          /tiles/nowhere.json                                       | 404 | not-found
          /styles/nowhere.json                                      | 404 | not-found
          /api/jobs/0123456789abcdef                                | 404 | not-found
          /api/events                                               | 406 | event-stream-only
          /no-such-page                                             | 404 | not-found
          """)
  void aNonsenseAddressIsAProblemWithItsCode(String path, int status, String code) {
    Answer answer = town.visitor().get(path);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().path("detail").asText()).isNotBlank();
    assertThat(answer.json().path("advice").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not json                                                                              | 400 | bad-json
          []                                                                                    | 400 | bad-json
          {"type":"Feature"} {"again":1}                                                        | 400 | bad-json
          {"properties":{"colour":"red"},"geometry":null}                                       | 400 | unknown-attribute
          {"properties":{"name":5},"geometry":null}                                             | 400 | bad-attribute
          {"properties":{},"geometry":{"type":"Blob","coordinates":[1,2]}}                      | 400 | geometry-malformed
          {"properties":{},"geometry":{"type":"Point","coordinates":[42.76,141.82]}}            | 422 | lat-lon-swapped
          {"properties":{},"geometry":{"type":"Point","coordinates":[2.35,48.85]}}              | 422 | outside-japan
          {"properties":{},"geometry":{"type":"LineString","coordinates":[[141,42],[142,43]]}}  | 422 | wrong-geometry-kind
          """)
  void aNonsenseFeatureIsAProblemWithItsCodeAndNothingIsWritten(
      String body, int status, String code) {
    Answer answer = town.clerk().post(ITEMS, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    String huge = "{\"properties\":{\"name\":\"" + "x".repeat(20 << 20) + "\"}}";

    Answer answer = town.clerk().post(ITEMS, huge);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("too-large");
  }

  @Test
  void aHugeTextInAFeatureIsRefused() {
    String huge = "{\"properties\":{\"name\":\"" + "x".repeat(2 << 20) + "\"}}";

    assertThat(town.clerk().post(ITEMS, huge).code()).isEqualTo("bad-json");
  }
}
