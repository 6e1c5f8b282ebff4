package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/** Files that state another moment than their making, or nothing about their encoding. */
class WriteOptionsTest {
  private static final Instant MOMENT = Instant.parse("2011-03-31T20:30:00Z");
  private static final WriteOptions OPTIONS =
      new WriteOptions("machi", Crs.zone(12), TextEncodings.CP932).writtenAt(MOMENT);

  @TempDir private Path folder;

  private Path write(String name, WriteOptions options) throws Exception {
    FeatureFormat format = Formats.standard().byName(name);
    Path file = folder.resolve(System.nanoTime() + "." + format.fileEnding());
    Schema schema = GeoPackageFormatTest.schema(GeometryType.POINT);
    try (FeatureWriter writer = format.create(file, schema, options)) {
      writer.write(Reading.feature(schema, 1, "POINT (1 2)", GeoPackageFormatTest.VALUES));
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"shp", "gpkg", "csv", "geojson", "geojsonseq"})
  void theSameMomentGivesTheSameBytes(String format) throws Exception {
    WriteOptions options = format.equals("shp") || format.equals("gpkg") ? OPTIONS : lonLat();
    assertThat(write(format, options)).hasSameBinaryContentAs(write(format, options));
  }

  private static WriteOptions lonLat() {
    return WriteOptions.lonLat("machi").writtenAt(MOMENT);
  }

  @Test
  void aShapefileStatesItInJapaneseTime() throws Exception {
    try (ZipFile zip = new ZipFile(write("shp", OPTIONS).toFile())) {
      assertThat(zip.stream())
          .allSatisfy(entry ->
              assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(2011, 4, 1, 5, 30)));
      byte[] table = zip.getInputStream(zip.getEntry("machi.dbf")).readAllBytes();
      assertThat(table).startsWith(3, 111, 4, 1);
    }
  }

  @Test
  void aGeoPackageStatesItAsItsLastChange() throws Exception {
    Path file = write("gpkg", OPTIONS);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var rows =
            connection.createStatement().executeQuery("SELECT last_change FROM gpkg_contents")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("2011-03-31T20:30:00.000Z");
    }
  }

  @Test
  void aShapefileCanKeepSilentAboutItsEncoding() throws Exception {
    try (ZipFile told = new ZipFile(write("shp", OPTIONS).toFile());
        ZipFile silent = new ZipFile(write("shp", OPTIONS.withoutCodePage()).toFile())) {
      assertThat(told.getEntry("machi.cpg")).isNotNull();
      assertThat(silent.getEntry("machi.cpg")).isNull();
      byte[] table = silent.getInputStream(silent.getEntry("machi.dbf")).readAllBytes();
      assertThat(table[29]).isZero();
    }
  }
}
