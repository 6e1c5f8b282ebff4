package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers as files, by HTTP. */
@Timeout(120)
class ExportRoutesTest {
  private static final String OPEN =
      collection(point("公民館", 141.82, 42.76), point("学校", 141.83, 42.77));

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
    town.importGeoJson("halls", OPEN);
    town.publish("halls");
    town.importGeoJson("plans", collection(point("secret", 141.82, 42.76)));
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static JsonNode exported(Caller caller, String request) {
    Answer taken = caller.post("/api/exports", request);
    assertThat(taken.status()).as(taken.text()).isEqualTo(202);
    JsonNode job = caller.ended(taken.header("Location"));
    assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
    return job;
  }

  private static String request(String layer, String format) {
    return "{\"layer\":\"" + layer + "\",\"format\":\"" + format + "\"}";
  }

  @Test
  void thePublicFetchesAPublishedLayerWithItsContent() throws Exception {
    Caller visitor = town.visitor();
    JsonNode job = exported(visitor, request("halls", "geojson"));

    Answer file = visitor.get(job.path("result").path("href").asText());

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Disposition")).contains("halls.geojson");
    assertThat((long) file.body().length).isEqualTo(job.path("result").path("bytes").asLong());
    JsonNode features = new ObjectMapper().readTree(file.body()).path("features");
    assertThat(features.findValuesAsText("name")).containsExactly("公民館", "学校");
    assertThat(features.path(1).path("geometry").path("coordinates").toString())
        .isEqualTo("[141.83,42.77]");
    assertThat(
            visitor
                .with("If-None-Match", file.header("ETag"))
                .get(job.path("result").path("href").asText())
                .status())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {"geojson", "geojsonseq", "csv", "shp", "gpkg", "fgb", "kml"})
  void everyFormatCanBeImportedAgain(String format) throws Exception {
    Caller clerk = town.clerk();
    JsonNode job = exported(clerk, request("halls", format));
    Answer file = clerk.get(job.path("result").path("href").asText());
    Path copy = Files.write(folder.resolve("halls." + format.replace("shp", "zip")), file.body());

    JsonNode back = clerk.imported(Form.ofLayer("back_" + format).file(copy));

    assertThat(back.path("result").path("imported").asInt()).as(back.toString()).isEqualTo(2);
    JsonNode features =
        clerk.get("/ogc/collections/back_" + format + "/items").json().path("features");
    assertThat(features.findValuesAsText("name")).containsExactly("公民館", "学校");
    assertThat(features.path(0).path("geometry").path("coordinates").toString())
        .isEqualTo("[141.82,42.76]");
  }

  @Test
  void encodingAndSystemAreAsAskedFor() throws Exception {
    Caller visitor = town.visitor();
    JsonNode job =
        exported(
            visitor,
            "{\"layer\":\"halls\",\"format\":\"csv\",\"encoding\":\"Shift_JIS\",\"crs\":\"EPSG:6680\",\"bbox\":[141.825,42.7,141.9,42.8]}");

    Answer file = visitor.get(job.path("result").path("href").asText());

    String text = new String(file.body(), Charset.forName("windows-31j"));
    assertThat(text).contains("学校").doesNotContain("公民館").doesNotContain("141.8");
  }

  @Test
  void aHiddenLayerDoesNotExistForThePublic() {
    Answer hidden = town.visitor().post("/api/exports", request("plans", "geojson"));
    Answer missing = town.visitor().post("/api/exports", request("nowhere", "geojson"));

    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.code()).isEqualTo("not-found");
    assertThat(hidden.text().replace("plans", "nowhere")).isEqualTo(missing.text());
    exported(town.clerk(), request("plans", "geojson"));
  }

  @Test
  void theFileOfAnotherDoesNotExist() {
    String href =
        exported(town.clerk(), request("plans", "csv")).path("result").path("href").asText();

    assertThat(town.clerk().get(href).text()).contains("secret");
    assertThat(town.neighbour().get(href).code()).isEqualTo("not-found");
    assertThat(town.visitor().get(href).code()).isEqualTo("not-found");
  }

  @Test
  void aLayerThatWasClosedSinceTheExportStaysClosed() throws Exception {
    town.importGeoJson("closing", OPEN);
    town.publish("closing");
    Caller visitor = town.visitor();
    String href = exported(visitor, request("closing", "csv")).path("result").path("href").asText();
    assertThat(visitor.get(href).status()).isEqualTo(200);

    town.clerk()
        .post("/api/layers/closing/publish", "{\"published\":false,\"reason\":\"wrong one\"}");

    assertThat(visitor.get(href).code()).isEqualTo("not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"layer":"halls","format":"dwg"}                              | 400 | unknown-format
          {"layer":"halls"}                                             | 400 | unknown-format
          {"layer":"halls","format":"csv","crs":"EPSG:99999"}           | 400 | unknown-crs
          {"layer":"halls","format":"csv","encoding":"EBCDIC-9"}        | 400 | encoding-unknown
          {"layer":"halls","format":"csv","bbox":[1,2,3]}               | 400 | bad-parameter
          {"layer":"halls","format":"csv","asOf":"yesterday"}           | 400 | bad-parameter
          {"layer":"halls","format":"csv","colour":"red"}               | 400 | unknown-parameter
          {"layer":5,"format":"csv"}                                    | 400 | bad-parameter
          not json                                                      | 400 | bad-json
          """)
  void aRequestThatCannotBeUsedIsAProblemWithItsCode(String body, int status, String code) {
    Answer answer = town.visitor().post("/api/exports", body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }
}
