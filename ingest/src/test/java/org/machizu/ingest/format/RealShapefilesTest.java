package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.testdata.RealData;

/** The files of real towns, with the counts, names and positions that their SOURCE.md tells. */
class RealShapefilesTest {
  private static final Pattern ZONE = Pattern.compile("Zone_(\\d+)");
  private final ShapefileFormat format =
      new ShapefileFormat(RealShapefilesTest::zoneByName, crs -> "");

  /** Enough of a .prj reader for these two files. */
  private static Optional<Crs> zoneByName(String prj) {
    Matcher zone = ZONE.matcher(prj);
    if (!zone.find()) {
      return prj.contains("GCS_JGD_2011") ? Optional.of(Crs.JGD2011) : Optional.empty();
    }
    return Optional.of(Crs.zone(Integer.parseInt(zone.group(1))));
  }

  @Test
  void theBoundaryOfAbiraIsOnePolygonWithAllItsVertices() throws Exception {
    Path shp = RealData.file("admin-n03/shp_cp932_nocpg/N03_01585.shp");
    Reading read = Reading.of(format, shp);
    assertThat(read.rows()).hasSize(1);
    assertThat(read.expectedRows()).contains(1L);
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.POLYGON);
    assertThat(read.names()).containsExactly("名称", "行政コード");
    assertThat(read.value(0, "名称")).isEqualTo("北海道勇払郡安平町");
    assertThat(read.value(0, "行政コード")).isEqualTo("01585");
    Geometry boundary = read.rows().getFirst().geometry();
    assertThat(boundary.getNumPoints()).isEqualTo(2_619);
    assertThat(boundary.isValid()).isTrue();
    assertThat(boundary.getEnvelopeInternal().getMinX()).isEqualTo(141.736561, within(1e-6));
    assertThat(read.crs()).contains(Crs.JGD2011);
    assertThat(read.description()).contains("windows-31j", "looking at the texts");
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void abirasSheltersAreReadWithoutCpgAndLanguageByte() throws Exception {
    Path shp = RealData.file("shelters-gsi/abira_shp_zone12_nocpg/hinan_abira.shp");
    Reading read = Reading.of(format, shp);
    assertThat(read.rows()).hasSize(63);
    assertThat(read.crs()).contains(Crs.zone(12));
    assertThat(read.description()).contains("windows-31j");
    assertSameRecords(read, "015857_emergency.json");
    assertThat(read.schema().find("NO").orElseThrow().type()).isEqualTo(AttributeType.INTEGER);
    // Within the town's part of zone XII: metres west and south of 44°N 142°15'E.
    assertThat(read.rows())
        .allSatisfy(row -> {
          Point place = (Point) row.geometry();
          assertThat(place.getX()).isBetween(-38_960.0, -31_624.0);
          assertThat(place.getY()).isBetween(-141_410.0, -121_916.0);
        });
  }

  @Test
  void ukisSheltersAreReadByTheirCpg() throws Exception {
    Path shp = RealData.file("shelters-gsi/uki_shp_zone2_cpg/hinan_uki.shp");
    Reading read = Reading.of(format, shp);
    assertThat(read.rows()).hasSize(49);
    assertThat(read.crs()).contains(Crs.zone(2));
    assertThat(read.description()).contains("windows-31j", ".cpg");
    assertSameRecords(read, "432130_emergency.json");
  }

  /** The GeoJSON of the same records has the same names and addresses in the same order. */
  private static void assertSameRecords(Reading read, String json) throws Exception {
    String text = Files.readString(RealData.file("shelters-gsi/" + json));
    Matcher names = Pattern.compile("\"施設・場所名\"\\s*:\\s*\"([^\"]*)\"").matcher(text);
    Matcher addresses = Pattern.compile("\"住所\"\\s*:\\s*\"([^\"]*)\"").matcher(text);
    for (int i = 0; i < read.rows().size(); i++) {
      assertThat(names.find() && addresses.find()).isTrue();
      assertThat(read.value(i, "施設名")).isEqualTo(names.group(1));
      assertThat(read.value(i, "住所")).isEqualTo(addresses.group(1));
    }
    assertThat(names.find()).isFalse();
  }
}
