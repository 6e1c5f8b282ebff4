package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.StandardsTown.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapi4j.core.validation.ValidationException;
import org.openapi4j.parser.OpenApi3Parser;
import org.openapi4j.parser.model.v3.OpenApi3;
import org.openapi4j.parser.validation.v3.OpenApi3Validator;

/**
 * The OpenAPI documents, checked by a validator of OpenAPI 3.0 and by what the conformance suite of
 * OGC API – Features is strict about.
 */
class ApiDescriptionTest {
  @TempDir static Path folder;
  @TempDir static Path files;
  private static StandardsTown town;

  @BeforeAll
  static void start() throws Exception {
    town = StandardsTown.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static JsonNode document(String address) {
    Answer answer = ok(town.visitor().get(address));
    assertThat(answer.header("Content-Type"))
        .startsWith("application/vnd.oai.openapi+json;version=3.0");
    return answer.json();
  }

  @Test
  void bothDocumentsAreValid() throws Exception {
    for (String address : List.of("/ogc/api", "/api")) {
      Path file = files.resolve("api.json");
      Files.writeString(file, document(address).toString());
      OpenApi3 api = new OpenApi3Parser().parse(file.toUri().toURL(), false);
      try {
        OpenApi3Validator.instance().validate(api);
      } catch (ValidationException e) {
        throw new AssertionError(address + ": " + e, e);
      }
    }
  }

  @Test
  void theValidatorFindsWhatIsWrong() throws Exception {
    Path file = files.resolve("bad.json");
    Files.writeString(
        file, document("/ogc/api").toString().replace("\"in\":\"path\"", "\"in\":\"street\""));
    OpenApi3 api = new OpenApi3Parser().parse(file.toUri().toURL(), false);

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> OpenApi3Validator.instance().validate(api))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void theStandardsDocumentBeginsAtTheLandingPageAndHasNothingElse() {
    JsonNode api = document("/ogc/api");
    String landing = api.path("servers").path(0).path("url").asText();

    assertThat(landing).endsWith("/ogc");
    ok(town.visitor().get(landing));
    TreeSet<String> described = new TreeSet<>();
    api.path("paths").fieldNames().forEachRemaining(described::add);
    TreeSet<String> served = new TreeSet<>();
    town.running()
        .server()
        .routes()
        .forEach(route -> {
          if (route.path().equals("/ogc") || route.path().startsWith("/ogc/")) {
            served.add(route.path().equals("/ogc") ? "/" : route.path().substring(4));
          }
        });
    assertThat(described).isEqualTo(served);
    assertThat(described)
        .contains("/", "/api", "/conformance", "/collections", "/collections/{layer}/items/{id}");
  }

  @Test
  void everyReferenceLeadsToASchemaOfTheSameDocument() {
    for (String address : List.of("/ogc/api", "/api")) {
      JsonNode api = document(address);
      List<String> references = api.findValuesAsText("$ref");
      assertThat(references).isNotEmpty();
      for (String reference : references) {
        assertThat(reference).startsWith("#/components/schemas/");
        assertThat(api.at(URI.create(reference).getFragment()).isObject()).as(reference).isTrue();
      }
    }
  }

  /** 17-069r4, annex A: rc-limit-definition, rc-bbox-definition, rc-time-definition; 18-058r1. */
  @Test
  void everyItemsPathDefinesItsParametersAsTheStandardDoes() {
    JsonNode paths = document("/ogc/api").path("paths");
    int lists = 0;
    for (var path : paths.properties()) {
      if (!path.getKey().endsWith("/items") || path.getKey().contains("/records/")) {
        continue;
      }
      lists++;
      JsonNode parameters = path.getValue().path("get").path("parameters");
      JsonNode limit = parameter(parameters, "limit");
      assertThat(limit.path("schema").path("type").asText()).isEqualTo("integer");
      assertThat(limit.path("schema").path("minimum").asInt()).isEqualTo(1);
      assertThat(limit.path("schema").path("maximum").asInt()).isEqualTo(10_000);
      assertThat(limit.path("schema").path("default").asInt()).isEqualTo(100);
      JsonNode bbox = parameter(parameters, "bbox");
      assertThat(bbox.path("schema").path("type").asText()).isEqualTo("array");
      assertThat(bbox.path("schema").path("minItems").asInt()).isEqualTo(4);
      assertThat(bbox.path("schema").path("maxItems").asInt()).isEqualTo(6);
      assertThat(bbox.path("schema").path("items").path("type").asText()).isEqualTo("number");
      assertThat(parameter(parameters, "datetime").path("schema").path("type").asText())
          .isEqualTo("string");
      for (String crs : List.of("crs", "bbox-crs")) {
        assertThat(parameter(parameters, crs).path("schema").path("format").asText())
            .isEqualTo("uri");
      }
    }
    assertThat(lists).isEqualTo(2);
  }

  private static JsonNode parameter(JsonNode parameters, String name) {
    for (JsonNode one : parameters) {
      if (one.path("name").asText().equals(name)) {
        assertThat(one.path("in").asText()).isEqualTo("query");
        assertThat(one.path("required").asBoolean()).isFalse();
        assertThat(one.path("style").asText()).isEqualTo("form");
        assertThat(one.path("explode").asBoolean(true)).isFalse();
        return one;
      }
    }
    throw new AssertionError("there is no parameter " + name);
  }

  @Test
  void everyReadTellsItsFormsAndEveryWriteWhatItTakes() {
    JsonNode paths = document("/ogc/api").path("paths");
    JsonNode items = paths.path("/collections/{layer}/items");
    assertThat(items.at("/get/responses/200/content").has("application/geo+json")).isTrue();
    assertThat(items.at("/get/responses/200/content").has("text/html")).isTrue();
    assertThat(items.at("/post/requestBody/content").has("application/geo+json")).isTrue();
    assertThat(items.at("/post/responses").has("201")).isTrue();
    assertThat(
            paths
                .at("/~1collections~1{layer}~1items~1{id}/patch/requestBody/content")
                .has("application/merge-patch+json"))
        .isTrue();
  }
}
