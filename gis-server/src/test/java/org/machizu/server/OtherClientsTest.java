package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GDAL and QGIS as clients of the OGC API: every collection, over pages, filtered, in Japanese.
 * What is not installed skips its test.
 */
class OtherClientsTest {
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

  /** What GDAL reads, as GeoJSON; options as ogr2ogr has them. */
  private static JsonNode read(String layer, String... options) throws Exception {
    Path file = Files.createTempDirectory(files, "gdal").resolve("read.geojson");
    List<String> line = new ArrayList<>(List.of("ogr2ogr", "-f", "GeoJSON", file.toString()));
    line.addAll(List.of(options));
    line.add(source());
    line.add(layer);
    run(line);
    return new ObjectMapper().readTree(file.toFile());
  }

  private static String source() {
    return "OAPIF:" + town.running().base() + "/ogc";
  }

  private static String run(List<String> line) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(line).redirectErrorStream(true).start();
    } catch (IOException absent) {
      assumeTrue(false, line.getFirst() + " is not installed, test skipped");
      throw absent;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output).doesNotContain("ERROR");
    return output;
  }

  @Test
  void gdalListsEveryCollectionWithItsCountAndFields() throws Exception {
    String summary = run(List.of("ogrinfo", "-so", "-al", source()));

    for (JsonNode collection : town.collections()) {
      String layer = collection.path("id").asText();
      int count = town.visitor().all("/ogc/collections/" + layer + "/items").size();
      assertThat(summary)
          .containsPattern(
              "(?s)Layer name: %s\\n.{0,400}?Feature Count: %d\\n".formatted(layer, count));
    }
    assertThat(summary)
        .containsPattern("name: String")
        .containsPattern("seats: Integer")
        .containsPattern("opened: Date")
        .containsPattern("area: Real");
  }

  @Test
  void gdalReadsEveryFeatureOverPagesWithItsTextAndPlace() throws Exception {
    for (JsonNode collection : town.collections()) {
      String layer = collection.path("id").asText();
      JsonNode read = read(layer, "-oo", "PAGE_SIZE=7");
      List<JsonNode> own = town.visitor().all("/ogc/collections/" + layer + "/items");
      assertThat(read.path("features")).hasSameSizeAs(own);
      for (int i = 0; i < own.size(); i++) {
        JsonNode feature = read.path("features").path(i);
        JsonNode place = own.get(i).path("geometry");
        assertThat(feature.path("geometry").path("type")).isEqualTo(place.path("type"));
        assertThat(numbers(feature.path("geometry"))) // GDAL writes them with 15 digits
            .containsExactly(numbers(place), Offset.offset(1e-9));
        JsonNode name = own.get(i).path("properties").path("name");
        assertThat(feature.path("properties").path("name")).isEqualTo(name);
      }
    }
  }

  @Test
  void gdalAsksForABoxAndForAnAttribute() throws Exception {
    assertThat(names(read("halls", "-spat", "141.8015", "42.7", "141.8045", "42.8")))
        .isEqualTo(Set.of("会館02", "会館03", "会館04"));
    assertThat(names(read("halls", "-where", "seats = 97"))).isEqualTo(Set.of("会館03"));
    assertThat(names(read("halls", "-where", "name = '会館07' OR seats > 97")))
        .isEqualTo(Set.of("会館01", "会館02", "会館07"));
  }

  private static double[] numbers(JsonNode geometry) {
    return Pattern.compile("[0-9.]+")
        .matcher(geometry.path("coordinates").toString())
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group()))
        .toArray();
  }

  @Test
  void qgisReadsEveryCollectionOverPages() throws Exception {
    List<String> line = new ArrayList<>();
    Path script = files.resolve("read_by_qgis.py");
    try (InputStream in = OtherClientsTest.class.getResourceAsStream("read_by_qgis.py")) {
      Files.copy(in, script);
    }
    line.addAll(List.of("/usr/bin/python3", script.toString(), town.running().base() + "/ogc"));
    town.collections().forEach(one -> line.add(one.path("id").asText()));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(Map.of("QT_QPA_PLATFORM", "offscreen", "HOME", files.toString()));
    builder.redirectError(files.resolve("qgis.err").toFile());
    assumeTrue(Files.isExecutable(Path.of(line.getFirst())), "python3 is not installed");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(process.waitFor() != 3, "QGIS (python3-qgis) is not installed, test skipped");

    String told = output.lines().filter(one -> one.startsWith("READ ")).findFirst().orElseThrow();
    JsonNode read = new ObjectMapper().readTree(told.substring("READ ".length()));
    for (JsonNode collection : town.collections()) {
      String layer = collection.path("id").asText();
      JsonNode byQgis = read.path(layer);
      List<JsonNode> own = town.visitor().all("/ogc/collections/" + layer + "/items");
      assertThat(byQgis.path("valid").asBoolean()).as(layer).isTrue();
      assertThat(byQgis.path("names")).as(layer).hasSameSizeAs(own);
      assertThat(byQgis.path("places").asLong())
          .as(layer)
          .isEqualTo(own.stream().filter(f -> f.path("geometry").isObject()).count());
    }
    assertThat(read.path("halls").path("names").path(0).asText()).isEqualTo("会館01");
    assertThat(read.path("halls").path("inBox").asInt()).isEqualTo(3);
    assertThat(read.path("halls").path("fields").toString()).contains("seats", "opened");
  }

  private static Set<String> names(JsonNode read) {
    Set<String> names = new TreeSet<>();
    read.path("features").forEach(f -> names.add(f.path("properties").path("name").asText()));
    return names;
  }
}
