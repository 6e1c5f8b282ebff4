package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.testdata.RealData;

class RoundTripTest {
  @TempDir Path folder;

  private static Schema schema(GeometryType type) {
    return new Schema(
        type,
        List.of(
            Attribute.open("名称", AttributeType.TEXT),
            Attribute.open("数", AttributeType.INTEGER),
            Attribute.open("実", AttributeType.REAL),
            Attribute.open("可否", AttributeType.BOOLEAN),
            Attribute.open("日", AttributeType.DATE),
            Attribute.open("時", AttributeType.DATETIME)));
  }

  private static List<Feature> features(GeometryType type, String... wkts) throws Exception {
    List<Feature> features = new ArrayList<>();
    for (String wkt : wkts) {
      Geometry geometry = wkt.isEmpty() ? null : new WKTReader().read(wkt);
      long id = features.size() + 1;
      Attributes attributes =
          id == 2
              ? Attributes.of(schema(type), null, 5L, null, null, null, null)
              : Attributes.of(
                  schema(type),
                  "=1+1, \"駅\"\n髙橋①",
                  Long.MIN_VALUE + 1_000_000_000_000_000_000L * id * 8,
                  0.1 + id,
                  true,
                  LocalDate.of(2026, 4, 1),
                  Instant.parse("2026-04-01T00:00:00Z"));
      features.add(new Feature(id, Revision.NONE, geometry, attributes));
    }
    return features;
  }

  private static final String[] AREAS = {
    "POLYGON ((141 42, 145 42, 145 45, 141 42), (142 42.1, 143 42.2, 142.5 42.1, 142 42.1))",
    "",
    "MULTIPOLYGON (((141 42, 142 42, 142 43, 141 42)), ((143 42, 144 42, 144 43, 143 42)))"
  };

  private Reading roundTrip(
      FeatureFormat format, List<Feature> features, GeometryType type, WriteOptions options)
      throws Exception {
    Path file = folder.resolve("out." + format.fileEnding());
    try (FeatureWriter writer = format.create(file, schema(type), options)) {
      for (Feature feature : features) {
        writer.write(feature);
      }
    }
    assertThat(format.recognises(file)).isTrue();
    return Reading.of(format, file);
  }

  private static void assertSame(Reading read, List<Feature> features) {
    assertThat(read.rows()).hasSameSizeAs(features);
    for (int i = 0; i < features.size(); i++) {
      Feature feature = features.get(i);
      assertThat(read.rows().get(i).attributes().asMap()).isEqualTo(feature.attributes().asMap());
      if (feature.geometry() == null) {
        assertThat(read.rows().get(i).geometry()).isNull();
      } else {
        assertThat(read.rows().get(i).geometry().norm()).isEqualTo(feature.geometry().norm());
      }
    }
  }

  @Test
  void areasComeBackFromEveryTextFormat() throws Exception {
    List<Feature> features = features(GeometryType.POLYGON, AREAS);
    for (FeatureFormat format : List.of(Reading.GEOJSON, Reading.SEQUENCE)) {
      Reading read =
          roundTrip(format, features, GeometryType.POLYGON, WriteOptions.lonLat("areas"));
      assertSame(read, features);
      assertThat(read.rows().getFirst().sourceId()).isEqualTo("1");
      assertThat(read.schema()).isEqualTo(schema(GeometryType.POLYGON));
      assertThat(read.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-31j"})
  void pointsAndAreasComeBackFromCsv(String encoding) throws Exception {
    for (GeometryType type : List.of(GeometryType.POINT, GeometryType.POLYGON)) {
      String[] wkts =
          type == GeometryType.POLYGON
              ? new String[] {AREAS[0], "", AREAS[2]}
              : new String[] {"POINT (141.123456789012 42.1)", "", "POINT (141 42)"};
      List<Feature> features = features(type, wkts);
      WriteOptions options =
          new WriteOptions("x", Crs.JGD2011, java.nio.charset.Charset.forName(encoding));

      Reading read = roundTrip(Reading.CSV, features, type, options);

      assertThat(read.schema().geometryType()).isEqualTo(type);
      assertThat(read.codes()).containsExactly("no-position");
      assertThat(read.crs()).contains(Crs.WGS84);
      assertThat(read.value(0, "名称")).isEqualTo("=1+1, \"駅\"\n髙橋①");
      assertThat(read.value(0, "実")).isEqualTo(1.1);
      assertThat(read.value(0, "日")).isEqualTo(LocalDate.of(2026, 4, 1));
      assertThat(read.value(0, "時")).isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
      assertThat(read.value(0, "可否")).isEqualTo(true);
      assertThat(read.rows().getFirst().geometry().norm())
          .isEqualTo(features.getFirst().geometry().norm());
    }
  }

  @Test
  void csvForExcelBeginsWithAMarkAndEndsLinesWithCrLf() throws Exception {
    List<Feature> features = features(GeometryType.POINT, "POINT (141 42)");
    roundTrip(Reading.CSV, features, GeometryType.POINT, WriteOptions.lonLat("p"));

    String text = Files.readString(folder.resolve("out.csv"));
    assertThat(text).startsWith("\uFEFF名称,数,実,可否,日,時,緯度,経度\r\n").endsWith(",42.0,141.0\r\n");
  }

  @Test
  void aMultiPointGivesAPointTableAThirdColumn() throws Exception {
    List<Feature> features =
        features(
            GeometryType.POINT,
            "POINT (141 42)",
            "MULTIPOINT ((141 42))",
            "MULTIPOINT ((141 42), (142 42))",
            "POINT (143 43)");

    Reading read = roundTrip(Reading.CSV, features, GeometryType.POINT, WriteOptions.lonLat("p"));

    assertThat(read.wkt(0)).isEqualTo("POINT (141 42)");
    assertThat(read.wkt(1)).isEqualTo("POINT (141 42)");
    assertThat(read.wkt(2)).isEqualTo("MULTIPOINT ((141 42), (142 42))");
    assertThat(read.wkt(3)).isEqualTo("POINT (143 43)");
    assertThat(read.value(0, "名称")).isEqualTo("=1+1, \"駅\"\n髙橋①");
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.POINT);
    assertThat(read.problems()).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void charactersThatWindows31JLacksAreReplacedAndCounted() throws Exception {
    Path file = folder.resolve("out.csv");
    Schema schema = new Schema(GeometryType.NONE, List.of(Attribute.open("a", AttributeType.TEXT)));
    try (FeatureWriter writer =
        Reading.CSV.create(file, schema, new WriteOptions("a", Crs.JGD2011, TextEncodings.CP932))) {
      Attributes text = Attributes.of(schema, "𠮷野〜−①😀");
      writer.write(new Feature(1, Revision.NONE, null, text));
      assertThat(((CsvWriter) writer).replacedCharacters()).isEqualTo(2);
    }

    assertThat(Files.readString(file, TextEncodings.CP932)).isEqualTo("a\r\n〓野～－①〓\r\n");
  }

  @Test
  void aPlaneSystemIsNamedInGeoJsonAndItsColumnsInCsvAreXAndY() throws Exception {
    List<Feature> features = features(GeometryType.POINT, "POINT (-35012.5 -137004.25)");
    WriteOptions zone12 = new WriteOptions("p", Crs.zone(12), StandardCharsets.UTF_8);

    Reading json = roundTrip(Reading.GEOJSON, features, GeometryType.POINT, zone12);
    Reading csv = roundTrip(Reading.CSV, features, GeometryType.POINT, zone12);

    assertThat(json.crs()).contains(Crs.zone(12));
    assertThat(csv.crs()).isEmpty();
    assertThat(csv.wkt(0)).isEqualTo(json.wkt(0)).isEqualTo("POINT (-35012.5 -137004.25)");
  }

  @Test
  void outerRingsAreWrittenAnticlockwise() throws Exception {
    List<Feature> features =
        features(GeometryType.POLYGON, "POLYGON ((141 42, 142 43, 142 42, 141 42))");

    Reading read =
        roundTrip(Reading.GEOJSON, features, GeometryType.POLYGON, WriteOptions.lonLat("areas"));

    assertThat(read.wkt(0)).isEqualTo("POLYGON ((141 42, 142 42, 142 43, 141 42))");
  }

  @Test
  void realBordersComeBackThroughAllTextFormats() throws Exception {
    Reading real = Reading.of(Reading.GEOJSON, RealData.file("admin-n03/43213.geojson"));
    for (FeatureFormat format : List.of(Reading.GEOJSON, Reading.SEQUENCE, Reading.CSV)) {
      Path file = folder.resolve("uki." + format.fileEnding());
      try (FeatureWriter writer =
          format.create(file, real.schema(), WriteOptions.lonLat("borders"))) {
        for (Row row : real.rows()) {
          writer.write(new Feature(row.number(), Revision.NONE, row.geometry(), row.attributes()));
        }
      }
      Reading again = Reading.of(format, file);
      assertThat(again.rows()).hasSize(27);
      for (int i = 0; i < 27; i++) {
        assertThat(again.rows().get(i).geometry().norm())
            .isEqualTo(real.rows().get(i).geometry().norm());
      }
    }
  }
}
