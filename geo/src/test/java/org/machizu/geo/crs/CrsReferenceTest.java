package org.machizu.geo.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrsReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "EPSG:6680, 6680, false",
    "epsg:6680, 6680, false",
    "6680, 6680, false",
    "' EPSG::4326 ', 4326, false",
    "urn:ogc:def:crs:EPSG::6668, 6668, true",
    "urn:ogc:def:crs:EPSG:9.8.5:4326, 4326, true",
    "urn:x-ogc:def:crs:EPSG:6677, 6677, true",
    "http://www.opengis.net/def/crs/EPSG/0/6668, 6668, true",
    "https://www.opengis.net/def/crs/EPSG/0/3857, 3857, false",
    "http://www.opengis.net/def/crs/EPSG/0/2454, 2454, true",
    "CRS84, 4326, false",
    "OGC:CRS84, 4326, false",
    "urn:ogc:def:crs:OGC:1.3:CRS84, 4326, false",
    "http://www.opengis.net/def/crs/OGC/1.3/CRS84, 4326, false",
    "EPSG:900913, 3857, false",
    "102100, 3857, false",
    "JGD2011, 6668, false",
    "WGS 84, 4326, false",
    "12系, 6680, false",
    "第12系, 6680, false",
    "１２系, 6680, false",
    "Ⅻ系, 6680, false",
    "第XII系, 6680, false",
    "第十二系, 6680, false",
    "平面直角座標系 第九系, 6677, false",
    "十系, 6678, false",
    "zone 2, 6670, false",
    "JGD2000 12系, 2454, false",
    "JGD2011 / 9系, 6677, false",
    "旧日本測地系 第2系, 30162, false",
    "Tokyo zone 19, 30179, false",
    "旧日本測地系, 4301, false"
  })
  void everyUsualWritingIsRead(String text, int epsg, boolean northFirst) {
    CrsReference reference = CrsReference.parse(text);
    assertThat(reference.crs().epsg()).isEqualTo(epsg);
    assertThat(reference.northFirst()).isEqualTo(northFirst);
    assertThat(reference.withHeight()).isFalse();
  }

  @Test
  void heightsAreTold() {
    CrsReference plateau = CrsReference.parse("http://www.opengis.net/def/crs/EPSG/0/6697");
    assertThat(plateau).isEqualTo(new CrsReference(Crs.JGD2011, true, true));
    assertThat(plateau.northFirst()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "XII",
        "EPSG:32654",
        "EPSG:",
        "20系",
        "0系",
        "99系",
        "二十系",
        "IIII系",
        "一二系",
        "urn:ogc:def:crs:EPSG::1234",
        "http://www.opengis.net/def/crs/EPSG/0/",
        "世界測地系",
        "EPSG:6680; DROP TABLE",
        "EPSG:99999999999",
        "WGS84 12系"
      })
  void anythingElseIsRefusedWithWhatIsAllowed(String text) {
    assertThatThrownBy(() -> CrsReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("6669-6687")
        .hasMessageContaining("CRS84");
  }

  @Test
  void longTextsAreNotRepeatedInMessages() {
    assertThatThrownBy(() -> CrsReference.parse("9".repeat(1_000_000)))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(600));
    assertThatThrownBy(() -> CrsReference.parse("x".repeat(150)))
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(600));
  }
}
