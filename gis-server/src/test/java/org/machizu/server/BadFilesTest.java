package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.handover.HandoverException;
import org.machizu.ingest.format.FeatureWriter;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.WriteOptions;

/**
 * Files that cannot be used: each is told with its code, nothing is written, the server goes on.
 */
@Timeout(120)
class BadFilesTest {
  private static final String PRESENT = "/ogc/collections/stops/items";

  @TempDir static Path folder;
  private static RunningTown town;
  private static Caller clerk;
  private static String layers;
  private static String content;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder.resolve("town"));
    town.importGeoJson("stops", collection(point("first", 141.82, 42.76)));
    clerk = town.clerk();
    layers = clerk.get("/ogc/collections").text();
    content = clerk.get(PRESENT).json().path("features").toString();
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  @AfterEach
  void nothingWasWrittenAndTheServerGoesOn() {
    assertThat(town.visitor().get("/health").status()).isEqualTo(200);
    assertThat(clerk.get("/ogc/collections").text()).isEqualTo(layers);
    assertThat(clerk.get(PRESENT).json().path("features").toString()).isEqualTo(content);
  }

  static Stream<Arguments> files() throws Exception {
    byte[] shapefile = shapefile();
    byte[] geoJson = collection(point("x", 141.8, 42.8)).getBytes(StandardCharsets.UTF_8);
    String feature =
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:99999\"}},"
            + "\"features\":["
            + point("x", 141.8, 42.8)
            + "]}";
    return Stream.of(
        arguments("a picture", "photo.png", png(), "unknown-format"),
        arguments("a picture called csv", "photo.csv", png(), "unknown-format"),
        arguments("an empty file", "empty.csv", new byte[0], "empty-file"),
        arguments("headings alone", "head.csv", utf8("no,lat,lon\n"), "nothing-imported"),
        arguments(
            "half a zip",
            "half.zip",
            Arrays.copyOf(shapefile, shapefile.length / 2),
            "zip-truncated"),
        arguments("a zip of anything", "any.zip", zip(Map.of("a.txt", geoJson)), "unknown-format"),
        arguments("a zip bomb", "bomb.zip", bomb(), "zip-bomb"),
        arguments("a path out of the zip", "out.zip", zip(renamed("../../town")), "zip-path"),
        arguments("a .dbf of no bytes", "nodbf.zip", zip(without(".dbf")), "dbf-empty"),
        arguments("a .shp of no bytes", "noshp.zip", zip(without(".shp")), "shp-truncated"),
        arguments(
            "half a GeoJSON",
            "half.geojson",
            Arrays.copyOf(geoJson, geoJson.length - 9),
            "json-broken"),
        arguments("an unknown system", "sys.geojson", utf8(feature), "crs-unknown"),
        arguments(
            "plane coordinates of nowhere",
            "xy.csv",
            utf8("no,x,y\n1,-34500.5,-131200\n"),
            "crs-unknown"),
        arguments(
            "half a GeoPackage",
            "half.gpkg",
            utf8("SQLite format 3\0 and then nothing"),
            "unknown-format"));
  }

  @ParameterizedTest(name = "{0} is {3}")
  @MethodSource("files")
  void aFileThatCannotBeUsedFailsItsJob(String what, String name, byte[] bytes, String code) {
    for (String layer : List.of("stops", "attempt")) {
      JsonNode job = clerk.imported(Form.ofLayer(layer).file(name, bytes));

      assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("failed");
      assertThat(job.path("result").path("code").asText()).as(job.toString()).isEqualTo(code);
      assertThat(job.path("result").path("detail").asText()).isNotBlank();
      assertThat(job.path("result").path("advice").asText()).isNotBlank();
    }
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        arguments("outside Japan", "no,lat,lon\n1,48.85,2.35\n", "outside-japan"),
        arguments("lat and lon swapped", "no,lat,lon\n1,141.8,42.8\n", "lat-lon-swapped"),
        arguments("NaN", "no,lat,lon\n1,NaN,141.8\n", "position-not-a-number"),
        arguments("infinite", "no,lat,lon\n1,1e999,141.8\n", "position-not-a-number"),
        arguments("half a position", "no,lat,lon\n1,42.8,\n", "position-incomplete"));
  }

  @ParameterizedTest(name = "{0} is {2}")
  @MethodSource("rows")
  void aFileWithoutAGoodRowFailsItsJobAndTellsWhy(String what, String csv, String code) {
    for (String layer : List.of("stops", "attempt")) {
      JsonNode job = clerk.imported(Form.ofLayer(layer).file("rows.csv", csv));

      assertThat(job.path("result").path("code").asText())
          .as(job.toString())
          .isEqualTo("nothing-imported");
      assertThat(job.path("result").path("problems").path(0).path("code").asText())
          .as(job.toString())
          .isEqualTo(code);
    }
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"gpkg_contents", "machizu_layer", "rtree_x", "sqlite_master"})
  void aLayerIdThatTheFileNeedsForItselfIsTheUsersError(String layer) {
    Answer answer = clerk.upload(Form.ofLayer(layer).file("a.csv", "no,lat,lon\n1,42.8,141.8\n"));

    assertThat(answer.status()).as("refused before any job").isEqualTo(400);
    assertThat(answer.code()).isEqualTo("bad-layer-id");
    assertThat(answer.json().path("detail").asText()).contains("'" + layer + "'");
    assertThat(answer.json().path("advice").asText()).contains("another layer id");
    assertThatThrownBy(() -> town.importGeoJson(layer, collection(point("x", 141.8, 42.8))))
        .isInstanceOf(HandoverException.class)
        .hasMessageContaining(layer)
        .extracting(e -> ((HandoverException) e).code())
        .isEqualTo("bad-layer-id");
  }

  /** In a process of its own with too little memory to hold the cell. */
  @Test
  void aCellOfAHundredMegabytesIsRefusedWithoutHoldingIt() throws Exception {
    Path csv = folder.resolve("cell.csv");
    try (OutputStream out = Files.newOutputStream(csv)) {
      out.write(utf8("no,name,lat,lon\n1,\""));
      byte[] million = new byte[1_000_000];
      Arrays.fill(million, (byte) 'x');
      for (int i = 0; i < 100; i++) {
        out.write(million);
      }
      out.write(utf8("\",42.8,141.8\n"));
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.machizu.server.Main",
                "import",
                csv.toString(),
                "--layer",
                "cells",
                "--data",
                folder.resolve("small").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isEqualTo(2);
    assertThat(output).contains("cell").doesNotContain("OutOfMemory");
    JsonNode job = clerk.imported(Form.ofLayer("attempt").file(csv));
    assertThat(job.path("result").path("code").asText()).isEqualTo("cell-too-large");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] png() {
    return HexFormat.of()
        .parseHex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082");
  }

  private static byte[] shapefile() throws Exception {
    Path zip = Files.createTempFile(folder, "good", ".zip");
    Schema schema =
        new Schema(GeometryType.POINT, List.of(Attribute.open("no", AttributeType.INTEGER)));
    try (FeatureWriter writer =
        Formats.standard().byName("shp").create(zip, schema, WriteOptions.lonLat("good"))) {
      for (long i = 0; i < 100; i++) {
        writer.write(
            new Feature(
                i,
                Revision.NONE,
                new org.locationtech.jts.geom.GeometryFactory()
                    .createPoint(new org.locationtech.jts.geom.Coordinate(141.8, 42.8)),
                Attributes.of(schema, i)));
      }
    }
    return Files.readAllBytes(zip);
  }

  private static Map<String, byte[]> parts() throws Exception {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(shapefile()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        parts.put(entry.getName(), in.readAllBytes());
      }
    }
    return parts;
  }

  private static Map<String, byte[]> renamed(String path) throws Exception {
    Map<String, byte[]> renamed = new LinkedHashMap<>();
    parts()
        .forEach((name, bytes) -> renamed.put(path + name.substring(name.lastIndexOf('.')), bytes));
    return renamed;
  }

  private static Map<String, byte[]> without(String ending) throws Exception {
    Map<String, byte[]> parts = parts();
    parts.replaceAll((name, bytes) -> name.endsWith(ending) ? new byte[0] : bytes);
    return parts;
  }

  private static byte[] bomb() throws Exception {
    Map<String, byte[]> parts = parts();
    parts.replaceAll((name, bytes) -> name.endsWith(".dbf") ? new byte[64 << 20] : bytes);
    return zip(parts);
  }

  private static byte[] zip(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
