package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/** What is written in every format comes back, whatever it is made of; GDAL sees the same. */
class TakeAwayFormatsTest {
  private static final List<Attribute> ATTRIBUTES =
      List.of(
          Attribute.open("番号", AttributeType.INTEGER),
          Attribute.open("名称", AttributeType.TEXT),
          Attribute.open("符号", AttributeType.TEXT),
          Attribute.open("面積", AttributeType.REAL),
          Attribute.open("可否", AttributeType.BOOLEAN),
          Attribute.open("日", AttributeType.DATE),
          Attribute.open("時刻", AttributeType.DATETIME));

  private static final Object[][] VALUES = {
    {
      1L,
      "〓 髙﨑①～ <b>\"&\", 𠮷野",
      "01585",
      0.1,
      true,
      LocalDate.of(1989, 1, 8),
      Instant.parse("2026-04-01T00:00:00.123Z")
    },
    {
      2L,
      "一行目\n二行目\tと  空白 ",
      "007",
      -1e-7,
      false,
      LocalDate.of(2026, 12, 31),
      Instant.parse("1969-12-31T23:59:59Z")
    },
    {3L, null, null, null, null, null, null},
    {
      4L,
      "長".repeat(20_000),
      "=1+1",
      1e300,
      true,
      LocalDate.of(2024, 2, 29),
      Instant.parse("2026-04-01T09:30:00Z")
    },
  };

  private static final Map<GeometryType, String[]> SHAPES =
      Map.of(
          GeometryType.POINT,
          new String[] {
            "POINT (141.123456789012 42.1)",
            "MULTIPOINT ((141 42), (142 43))",
            null,
            "POINT (-0.5 0)"
          },
          GeometryType.LINE,
          new String[] {
            "LINESTRING (141 42, 141.5 42.25, 142 42)",
            "MULTILINESTRING ((141 42, 142 43), (140 41, 139 40, 138 40))",
            null,
            "LINESTRING (0 0, 1 1)"
          },
          GeometryType.POLYGON,
          new String[] {
            "POLYGON ((141 42, 145 42, 145 45, 141 42), (142 42.1, 142.5 42.1, 143 42.2, 142 42.1))",
            "MULTIPOLYGON (((141 42, 142 42, 142 43, 141 42)), ((143 42, 144 42, 144 43, 143 42), (143.5 42.1, 143.8 42.1, 143.8 42.4, 143.5 42.1)))",
            null,
            "POLYGON ((0 0, 1 0, 1 1, 0 0))"
          },
          GeometryType.MIXED,
          new String[] {
            "POINT (1 2)", "LINESTRING (0 0, 1 1)", null, "POLYGON ((0 0, 1 0, 1 1, 0 0))"
          },
          GeometryType.NONE,
          new String[] {null, null, null, null});

  @TempDir Path folder;

  private Path write(FeatureFormat format, GeometryType type) throws Exception {
    Schema schema = new Schema(type, ATTRIBUTES);
    Path file = folder.resolve("machi." + format.fileEnding());
    WriteOptions options =
        WriteOptions.lonLat("machi")
            .saying(new About("町の図", "安平町", "CC BY 4.0", LocalDate.of(2026, 4, 1)));
    try (FeatureWriter writer = format.create(file, schema, options)) {
      for (Feature feature : features(schema)) {
        writer.write(feature);
      }
    }
    return file;
  }

  private static List<Feature> features(Schema schema) {
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < VALUES.length; i++) {
      features.add(Reading.feature(schema, i + 1, SHAPES.get(schema.geometryType())[i], VALUES[i]));
    }
    return features;
  }

  @ParameterizedTest
  @CsvSource({
    "fgb, POINT", "fgb, LINE", "fgb, POLYGON", "fgb, MIXED", "fgb, NONE",
    "kml, POINT", "kml, LINE", "kml, POLYGON", "kml, MIXED", "kml, NONE",
    "gpkg, POINT", "gpkg, LINE", "gpkg, POLYGON", "gpkg, MIXED", "gpkg, NONE",
    "geojson, POINT", "geojson, LINE", "geojson, POLYGON", "geojson, MIXED", "geojson, NONE",
    "geojsonseq, POINT", "geojsonseq, LINE", "geojsonseq, POLYGON", "geojsonseq, MIXED",
  })
  void everyKindAndEveryValueComesBack(String name, GeometryType type) throws Exception {
    FeatureFormat format = Formats.standard().byName(name);
    Path file = write(format, type);
    assertThat(Formats.standard().detect(file).name()).isEqualTo(name);

    Reading read = Reading.of(format, file);

    assertThat(read.problems()).isEmpty();
    assertThat(read.schema()).isEqualTo(new Schema(type, ATTRIBUTES));
    Map<Object, Row> byNumber = new HashMap<>();
    read.rows().forEach(row -> byNumber.put(row.attributes().get("番号"), row));
    for (Feature feature : features(read.schema())) {
      Row row = byNumber.remove(feature.get("番号"));
      assertThat(row.attributes().asMap()).isEqualTo(feature.attributes().asMap());
      assertThat(shape(row.geometry())).isEqualTo(shape(feature.geometry()));
    }
    assertThat(byNumber).isEmpty();
  }

  /** GeoPackage keeps multi lines and areas alone; one part is the same shape. */
  private static String shape(Geometry geometry) {
    if (geometry == null) {
      return "none";
    }
    Geometry one = geometry.getNumGeometries() == 1 ? geometry.getGeometryN(0) : geometry;
    return Reading.wkt(one.norm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fgb", "kml", "gpkg"})
  void gdalReadsWhatIsWritten(String name) throws Exception {
    Path file = write(Formats.standard().byName(name), GeometryType.POLYGON);

    String info = Gdal.run("ogrinfo", "-ro", "-al", file);

    assertThat(info)
        .contains("Layer name: machi", "Feature Count: 4")
        .contains("〓 髙﨑①～ <b>\"&\", 𠮷野", "01585", "1989", "一行目")
        .containsPattern("POLYGON \\({2,3}141(\\.0)? 42(\\.0)?,145(\\.0)? 42")
        .doesNotContain("ERROR", "Warning");
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
        .contains("町の図", "Licence: CC BY 4.0", "Date of the data: 2026-04-01");
  }

  @Test
  void gdalFindsABoxByTheIndex() throws Exception {
    Schema schema =
        new Schema(GeometryType.POINT, List.of(Attribute.open("n", AttributeType.INTEGER)));
    FeatureFormat format = Formats.standard().byName("fgb");
    Path file = folder.resolve("many.fgb");
    try (FeatureWriter writer = format.create(file, schema, WriteOptions.lonLat("many"))) {
      for (int i = 0; i < 5_000; i++) {
        String at = "POINT (%f %f)".formatted(140 + i % 71 / 71.0, 42 + i / 71 / 71.0);
        writer.write(Reading.feature(schema, i + 1, i % 100 == 7 ? null : at, (long) i));
      }
    }
    assertThat(Reading.of(format, file).rows()).hasSize(5_000);

    String box =
        Gdal.run("ogrinfo", "-ro", "-so", "-spat", "140.1", "42.1", "140.3", "42.3", file, "many");
    long inside =
        Reading.of(format, file).rows().stream()
            .filter(row -> row.geometry() != null)
            .map(row -> row.geometry().getCoordinate())
            .filter(at -> at.x >= 140.1 && at.x <= 140.3 && at.y >= 42.1 && at.y <= 42.3)
            .count();
    assertThat(inside).isGreaterThan(100);
    assertThat(box).contains("Feature Count: " + inside + "\n").doesNotContain("ERROR");
  }

  @ParameterizedTest
  @CsvSource({"FlatGeobuf, fgb", "LIBKML, kml", "LIBKML, kmz"})
  void whatGdalWritesIsRead(String driver, String ending) throws Exception {
    Path ours = write(Formats.standard().byName("gpkg"), GeometryType.POLYGON);
    Path theirs = folder.resolve("theirs." + ending);
    Gdal.run("ogr2ogr", "-f", driver, theirs, ours, "-where", "fid <> 3");

    FeatureFormat format = Formats.standard().detect(theirs);
    Reading read = Reading.of(format, theirs);

    assertThat(format.name()).isEqualTo(ending.equals("kmz") ? "kml" : ending);
    assertThat(read.rows()).hasSize(3);
    Row first =
        read.rows().stream()
            .filter(row -> ((Number) row.attributes().get("番号")).longValue() == 1)
            .findFirst()
            .orElseThrow();
    assertThat(first.attributes().get("名称")).isEqualTo(VALUES[0][1]);
    assertThat(first.attributes().get("符号")).isEqualTo("01585");
    assertThat(first.attributes().get("面積")).isEqualTo(0.1);
    assertThat(first.attributes().get("可否")).isIn(true, 1L); // GDAL has no truth in its KML
    assertThat(shape(first.geometry()))
        .isEqualTo(shape(Reading.geometry(SHAPES.get(GeometryType.POLYGON)[0])));
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void anEmptyLayerIsAFileToo() throws Exception {
    for (String name : List.of("fgb", "kml")) {
      FeatureFormat format = Formats.standard().byName(name);
      Path file = folder.resolve("empty." + name);
      format
          .create(file, new Schema(GeometryType.LINE, ATTRIBUTES), WriteOptions.lonLat("empty"))
          .close();

      assertThat(Reading.of(format, file).rows()).isEmpty();
      assertThat(Gdal.run("ogrinfo", "-ro", "-al", file)).doesNotContain("ERROR");
    }
    try (var left = Files.list(folder)) {
      assertThat(left).hasSize(2);
    }
  }
}
