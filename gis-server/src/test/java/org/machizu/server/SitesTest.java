package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Enquiries about sites of the sample town, against answers that were worked out by hand. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SitesTest {
  @TempDir static Path folder;
  private static DemoTown demo;
  private static Caller permit;

  @BeforeAll
  static void start() throws Exception {
    demo = DemoTown.start(folder);
    permit = demo.visitor().signedIn("permit", "demo");
  }

  @AfterAll
  static void stop() throws Exception {
    demo.close();
  }

  /** Each twice: first as the store tells it, then from memory. */
  @TestFactory
  Stream<DynamicTest> whatWasWorkedOutByHandIsAnswered() throws Exception {
    List<JsonNode> cases = cases();
    assertThat(cases).hasSizeGreaterThan(12);
    return Stream.of("first", "again")
        .flatMap(time ->
            cases.stream()
                .map(one ->
                    DynamicTest.dynamicTest(
                        time + ": " + one.path("site") + " " + one.path("why").asText(),
                        () -> check(one))));
  }

  private static void check(JsonNode expected) throws Exception {
    JsonNode answer = permit.get("/api/sites?parcel=" + ids(expected.path("site"))).json();
    Map<String, JsonNode> findings = new HashMap<>();
    answer.path("findings").forEach(found -> findings.put(found.path("id").asText(), found));
    SoftAssertions soft = new SoftAssertions();
    if (expected.has("areaM2")) {
      soft.assertThat(answer.path("site").path("areaM2").asDouble())
          .isCloseTo(expected.path("areaM2").asDouble(), within(0.1));
    }
    expected
        .path("findings")
        .properties()
        .forEach(line -> {
          JsonNode found = findings.get(line.getKey());
          soft.assertThat(found).as(line.getKey()).isNotNull();
          if (found != null) {
            compare(soft, line.getKey(), line.getValue(), found);
          }
        });
    soft.assertAll();
  }

  private static void compare(SoftAssertions soft, String line, JsonNode expected, JsonNode found) {
    soft.assertThat(found.path("result").asText())
        .as(line)
        .isEqualTo(expected.path("result").asText());
    if (expected.has("ids")) {
      soft.assertThat(texts(found.path("features"), "label"))
          .as(line)
          .isEqualTo(texts(expected.path("ids"), null));
    }
    expected
        .path("value")
        .properties()
        .forEach(value -> {
          JsonNode given = found.path("values").path(value.getKey());
          if (value.getValue().isNumber()) {
            soft.assertThat(given.isNumber()).as(line + "." + value.getKey()).isTrue();
            soft.assertThat(given.asDouble())
                .as(line + "." + value.getKey())
                .isCloseTo(value.getValue().asDouble(), within(0.1));
          } else {
            soft.assertThat(given.asText())
                .as(line + "." + value.getKey())
                .isEqualTo(value.getValue().asText());
          }
        });
  }

  private static List<String> texts(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(member == null ? one.asText() : one.path(member).asText()));
    return texts;
  }

  private static List<JsonNode> cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SitesTest.class.getResourceAsStream("/org/machizu/permits/cases.yaml"))) {
      return StreamSupport.stream(new YAMLMapper().readTree(in).spliterator(), false).toList();
    }
  }

  /** The ids of lots that are given as "大字丁目 地番". */
  private static String ids(JsonNode site) throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonNode lot : site) {
      String[] words = lot.asText().split(" ");
      List<String> found = new ArrayList<>();
      JsonNode features =
          permit
              .get(
                  "/ogc/collections/parcels/items?limit=1000&"
                      + encode("地番")
                      + "="
                      + encode(words[1]))
              .json()
              .path("features");
      for (JsonNode feature : features) {
        JsonNode properties = feature.path("properties");
        if ((properties.path("大字").asText("") + properties.path("丁目").asText(""))
            .replace("null", "")
            .equals(words[0])) {
          found.add(feature.path("id").asText());
        }
      }
      assertThat(found).as(lot.asText()).hasSize(1);
      ids.addAll(found);
    }
    return String.join(",", ids);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
