package org.machizu.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.access.PersonalReads;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.imports.ImportBench;
import org.machizu.imports.ImportOptions;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.jobs.Progress;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * Every export, imported again, is the layer: all kinds of geometry, all types of values and the
 * awkward ones among them. What a format cannot hold is said here, and nothing else may differ.
 */
class EveryFormatTest {
  /** Longer than the 254 bytes of a Shapefile's cell, yet short enough for one in UTF-8. */
  private static final String LONG = "長い説明。".repeat(2_000);

  private static final Map<GeometryType, List<String>> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put(
        GeometryType.POINT,
        List.of(
            "{\"type\":\"Point\",\"coordinates\":[141.829043,42.815491]}",
            "{\"type\":\"Point\",\"coordinates\":[141.8,42.7]}",
            "{\"type\":\"Point\",\"coordinates\":[141.123456789,42.1]}"));
    SHAPES.put(
        GeometryType.LINE,
        List.of(
            "{\"type\":\"LineString\",\"coordinates\":[[141.8,42.7],[141.81,42.71],[141.82,42.7]]}",
            "{\"type\":\"MultiLineString\",\"coordinates\":[[[141.8,42.7],[141.9,42.8]],[[141.7,42.6],[141.6,42.6],[141.5,42.6]]]}",
            "{\"type\":\"LineString\",\"coordinates\":[[141.5,42.5],[141.6,42.6]]}"));
    SHAPES.put(
        GeometryType.POLYGON,
        List.of(
            "{\"type\":\"Polygon\",\"coordinates\":[[[141,42],[142,42],[142,43],[141,42]],[[141.5,42.1],[141.7,42.1],[141.7,42.2],[141.5,42.1]]]}",
            "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[141,42],[141.1,42],[141.1,42.1],[141,42]]],[[[141.4,42],[141.8,42],[141.8,42.4],[141.4,42]],[[141.6,42.05],[141.7,42.05],[141.7,42.1],[141.6,42.05]]]]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[141,42],[141.1,42],[141.1,42.1],[141,42]]]}"));
  }

  private static final String[] VALUES = {
    "\"番号\":1,\"名称\":\"〓 髙﨑①～ 「,」\\\"&<\",\"符号\":\"01585\",\"面積\":0.1,\"可否\":true,\"日\":\"1989-01-08\",\"時刻\":\"2026-04-01T00:00:00.123Z\",\"説明\":\"%s\""
        .formatted(LONG),
    "\"番号\":2,\"名称\":\"=1+1\",\"符号\":\"007\",\"面積\":-0.0000001,\"可否\":false,\"日\":\"2026-12-31\",\"時刻\":\"1969-12-31T23:59:59Z\",\"説明\":\"二行\\nある\"",
    "\"番号\":3,\"名称\":null,\"符号\":null,\"面積\":null,\"可否\":null,\"日\":null,\"時刻\":null,\"説明\":null",
    "\"番号\":4,\"名称\":\"　全角 \",\"符号\":\"1E5\",\"面積\":123456.789,\"可否\":true,\"日\":\"2024-02-29\",\"時刻\":\"2026-04-01T09:30:00Z\",\"説明\":\"true\"",
  };

  private static final Rights RIGHTS = new Rights();
  private static final Actor PLANNER = new Actor("planner", Role.PLANNER);

  @TempDir static Path folder;
  private static ImportBench bench;
  private static Exporter exporter;

  @BeforeAll
  static void layers() throws Exception {
    bench = new ImportBench(folder);
    exporter =
        new Exporter(bench.store(), bench.pixelTiles(), ImportBench.formats(), GridShifts.NONE);
    for (Map.Entry<GeometryType, List<String>> kind : SHAPES.entrySet()) {
      List<String> features = new ArrayList<>();
      for (int i = 0; i < VALUES.length; i++) {
        features.add(
            "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{%s}}"
                .formatted(
                    i < kind.getValue().size() ? kind.getValue().get(i) : "null", VALUES[i]));
      }
      Path file =
          Files.writeString(
              folder.resolve(name(kind.getKey()) + ".geojson"),
              "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
      bench.load(file, name(kind.getKey()), ImportOptions.DEFAULT);
    }
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static String name(GeometryType kind) {
    return "of_" + kind.name().toLowerCase(Locale.ROOT);
  }

  private static VisibleLayer layer(String name) {
    return new VisibleLayers(
            ImportBench.TOWN,
            bench.catalog(),
            RIGHTS,
            new PersonalReads(RIGHTS, entry -> {}, InstantSource.system()))
        .find(PLANNER, name)
        .orElseThrow();
  }

  static Stream<Arguments> formatsAndKinds() {
    return Stream.of(
            "geojson", "geojsonseq", "csv", "csv cp932", "shp", "shp cp932", "gpkg", "fgb", "kml")
        .flatMap(format -> SHAPES.keySet().stream().map(kind -> Arguments.of(format, kind)));
  }

  @ParameterizedTest
  @MethodSource("formatsAndKinds")
  void comesBackEqual(String format, GeometryType kind) throws Exception {
    String name = format.split(" ")[0];
    Charset encoding = format.endsWith("cp932") ? TextEncodings.CP932 : StandardCharsets.UTF_8;
    ExportRequest request = ExportRequest.whole(name).withEncoding(encoding);
    VisibleLayer source = layer(name(kind));
    Path file =
        folder.resolve(
            format.replace(' ', '_') + "_" + exporter.fileName(source.entry().layer(), request));
    exporter.write(source, request, file, ExportLimits.STAFF, Progress.SILENT);
    String back = "back_" + format.replace(' ', '_') + "_" + name(kind);

    bench.load(file, back, ImportOptions.DEFAULT);

    assertThat(layer(back).view().schema().geometryType()).isEqualTo(kind);
    assertThat(types(back, name)).isEqualTo(types(name(kind), name));
    Map<String, Feature> before = bench.by(name(kind), "番号");
    Map<String, Feature> after = bench.by(back, "番号");
    assertThat(after.keySet()).containsExactlyInAnyOrderElementsOf(before.keySet());
    before.forEach((number, feature) -> {
      assertThat(shape(after.get(number))).isEqualTo(shape(feature));
      assertThat(values(after.get(number))).isEqualTo(expected(feature, name, encoding));
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"geojson", "geojsonseq", "csv", "shp", "gpkg", "fgb", "kml"})
  void gdalReadsIt(String format) throws Exception {
    ExportRequest request = ExportRequest.whole(format);
    VisibleLayer source = layer(name(GeometryType.POLYGON));
    Path file = folder.resolve("gdal_" + exporter.fileName(source.entry().layer(), request));
    exporter.write(source, request, file, ExportLimits.STAFF, Progress.SILENT);

    String told = ogrinfo(format.equals("shp") ? "/vsizip/" + file : file.toString());

    assertThat(told)
        .contains("Feature Count: 4", "〓 髙﨑①～ 「,」\"&<", "01585")
        .doesNotContain("ERROR");
  }

  private static String ogrinfo(String file) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder("ogrinfo", "-ro", "-al", file).redirectErrorStream(true).start();
    } catch (IOException absent) {
      assumeTrue(false, "ogrinfo of GDAL (gdal-bin) is absent, test skipped");
      throw absent;
    }
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(told).isZero();
    return told;
  }

  /** A Shapefile has no moments: they come back as texts. */
  private static Map<String, AttributeType> types(String layer, String format) {
    Map<String, AttributeType> types = new LinkedHashMap<>();
    for (Attribute attribute : layer(layer).view().schema().attributes()) {
      boolean becomesText = format.equals("shp") && attribute.type() == AttributeType.DATETIME;
      types.put(attribute.name(), becomesText ? AttributeType.TEXT : attribute.type());
    }
    return types;
  }

  /** With moments as such, where a format has them as texts. */
  private static Map<String, Object> values(Feature feature) {
    Map<String, Object> values = new LinkedHashMap<>(feature.attributes().asMap());
    values.computeIfPresent(
        "時刻",
        (name, moment) ->
            moment instanceof String text ? OffsetDateTime.parse(text).toInstant() : moment);
    return values;
  }

  /**
   * In a Shapefile's cell are 254 bytes: long texts are cut, at a whole character. Cells are filled
   * up with blanks.
   */
  private static Map<String, Object> expected(Feature feature, String format, Charset encoding) {
    Map<String, Object> values = values(feature);
    if (format.equals("shp")) {
      values.computeIfPresent("名称", (name, text) -> text.toString().replaceAll(" +$", ""));
      values.computeIfPresent("説明", (name, text) -> cut(text.toString(), encoding));
    }
    return values;
  }

  private static String cut(String text, Charset encoding) {
    int length = text.length();
    while (text.substring(0, length).getBytes(encoding).length > 254) {
      length--;
    }
    return text.substring(0, length);
  }

  /** One part of a multi geometry is the same shape by itself. */
  private static String shape(Feature feature) {
    Geometry geometry = feature.geometry();
    if (geometry == null) {
      return "none";
    }
    Geometry one = geometry.getNumGeometries() == 1 ? geometry.getGeometryN(0) : geometry;
    return one.norm().toText();
  }
}
