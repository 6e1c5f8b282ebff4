package org.machizu.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateClassTest {
  @ParameterizedTest
  @CsvSource({
    "/tiles/roads/14/1/2.mvt, TILES",
    "/ogc/collections/roads/tiles/WebMercatorQuad/14/2/1, TILES",
    "/ogc/tiles/JapanPlaneZone12Quad/10/2/1, TILES",
    "/wmts, TILES",
    "/ogc/tiles/WebMercatorQuad, READING",
    "/ogc/collections/tiles/items/7, READING",
    "/ogc/collections/roads/items, READING",
  })
  void aTileIsCountedAmongTilesByWhicheverStandardItIsAskedFor(String path, RateClass counted) {
    assertThat(RateClass.of(HandlerType.GET, path)).isEqualTo(counted);
  }
}
