package org.machizu.tiles.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machizu.tiles.town.Features.inTile;
import static org.machizu.tiles.town.Features.layer;
import static org.machizu.tiles.town.Features.named;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.pack.LayerSnapshot;
import org.machizu.tiles.town.DecodedTile;
import org.machizu.tiles.town.DecodedTile.DecodedFeature;
import org.machizu.tiles.town.Features;

class TileEncoderTest {
  private static final TileAddress TILE = new TileAddress(14, 14654, 6018);
  private static final Envelope BUFFERED = new Envelope(-64, 4160, -64, 4160);
  private final TileEncoder encoder = new TileEncoder();

  private List<DecodedFeature> show(TileAddress tile, String wkt) {
    LayerSnapshot layer = layer("l", 14, named(7, inTile(TILE, wkt)));
    return DecodedTile.of(encoder.encode(tile, List.of(layer))).features("l");
  }

  private Geometry shown(String wkt) {
    List<DecodedFeature> features = show(TILE, wkt);
    assertThat(features).hasSize(1);
    return features.getFirst().geometry();
  }

  @Test
  void aPolygonKeepsItsVerticesAndItsId() {
    List<DecodedFeature> features =
        show(TILE, "POLYGON ((100 100, 900 150, 800 900, 150 850, 100 100))");
    assertThat(features).hasSize(1);
    assertThat(features.getFirst().id()).isEqualTo(7);
    assertThat(features.getFirst().attributes()).isEqualTo(Map.of("name", "n7"));
    assertThat(features.getFirst().geometry().norm().toText())
        .isEqualTo("POLYGON ((100 100, 150 850, 800 900, 900 150, 100 100))");
  }

  @Test
  void holesStayHolesAndShellsAreWoundAsTheStandardSays() {
    String wkt =
        "MULTIPOLYGON (((10 10, 10 1000, 1000 1000, 1000 10, 10 10),"
            + " (100 100, 300 100, 300 300, 100 300, 100 100),"
            + " (500 500, 500 700, 700 700, 700 500, 500 500)),"
            + " ((2000 2000, 3000 2000, 3000 3000, 2000 3000, 2000 2000)))";
    Geometry geometry = shown(wkt);
    assertThat(geometry.getNumGeometries()).isEqualTo(2);
    assertThat(geometry.getArea()).isEqualTo(990 * 990 - 2 * 200 * 200 + 1000 * 1000);
    for (int i = 0; i < 2; i++) {
      Polygon polygon = (Polygon) geometry.getGeometryN(i);
      // JTS counts clockwise as positive with y up; in a tile y is down, so a shell is negative
      assertThat(Area.ofRingSigned(polygon.getExteriorRing().getCoordinates())).isNegative();
      for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
        assertThat(Area.ofRingSigned(polygon.getInteriorRingN(hole).getCoordinates())).isPositive();
      }
    }
  }

  @Test
  void aPolygonAcrossTheBorderIsCutAtTheBufferAndGoesOnInTheNextTile() {
    String wkt = "POLYGON ((3000 1000, 7000 1000, 7000 2000, 3000 2000, 3000 1000))";
    assertThat(shown(wkt).getEnvelopeInternal()).isEqualTo(new Envelope(3000, 4160, 1000, 2000));
    TileAddress east = new TileAddress(TILE.z(), TILE.x() + 1, TILE.y());
    Geometry rest = show(east, wkt).getFirst().geometry();
    assertThat(rest.getEnvelopeInternal()).isEqualTo(new Envelope(-64, 2904, 1000, 2000));
    assertThat(show(new TileAddress(TILE.z(), TILE.x() + 2, TILE.y()), wkt)).isEmpty();
  }

  @Test
  void aSmallPolygonAcrossTheBorderIsWholeInBothTilesSoThatItsNameStandsOnce() {
    String wkt = "POLYGON ((3900 1000, 4500 1000, 4500 1400, 3900 1400, 3900 1000))";
    assertThat(shown(wkt).getEnvelopeInternal()).isEqualTo(new Envelope(3900, 4500, 1000, 1400));
    TileAddress east = new TileAddress(TILE.z(), TILE.x() + 1, TILE.y());
    Geometry there = show(east, wkt).getFirst().geometry();
    assertThat(there.getEnvelopeInternal()).isEqualTo(new Envelope(-196, 404, 1000, 1400));
    TileAddress north = new TileAddress(TILE.z(), TILE.x(), TILE.y() - 1);
    assertThat(show(north, wkt)).isEmpty();
  }

  @Test
  void aPolygonOverTheWholeTileFillsItWithItsBuffer() {
    Geometry geometry =
        shown("POLYGON ((-9000 -9000, 9000 -9000, 9000 9000, -9000 9000, -9000 -9000))");
    assertThat(geometry.getArea()).isEqualTo(4224.0 * 4224.0);
    assertThat(geometry.getEnvelopeInternal()).isEqualTo(BUFFERED);
  }

  @Test
  void aHoleOverTheWholeTileLeavesNothing() {
    assertThat(
            show(
                TILE,
                "POLYGON ((-9000 -9000, 9000 -9000, 9000 9000, -9000 9000, -9000 -9000),"
                    + " (-5000 -5000, -5000 8000, 8000 8000, 8000 -5000, -5000 -5000))"))
        .allMatch(feature -> feature.geometry().getArea() == 0);
  }

  @Test
  void aPolygonThatGoesAroundTheTileIsNotInIt() {
    String wkt =
        "POLYGON ((-900 -900, 5000 -900, 5000 5000, 4900 5000, 4900 -800, -900 -800, -900 -900))";
    assertThat(show(TILE, wkt)).isEmpty();
  }

  @Test
  void aPolygonThatFallsApartAtTheBufferBecomesTwoValidOnes() {
    Geometry geometry =
        shown(
            "POLYGON ((4000 1000, 7000 1000, 7000 3000, 4000 3000, 4000 2500, 5000 2500,"
                + " 5000 1500, 4000 1500, 4000 1000))");
    assertThat(geometry.isValid()).isTrue();
    assertThat(geometry.getNumGeometries()).isEqualTo(2);
    assertThat(geometry.getArea()).isEqualTo(2 * 160 * 500);
  }

  @Test
  void aHoleAcrossTheBufferBecomesABay() {
    Geometry geometry =
        shown(
            "POLYGON ((3000 1000, 7000 1000, 7000 3000, 3000 3000, 3000 1000),"
                + " (4000 1500, 4000 2500, 5000 2500, 5000 1500, 4000 1500))");
    assertThat(geometry.isValid()).isTrue();
    assertThat(geometry.getArea()).isEqualTo(1160 * 2000 - 160 * 1000);
  }

  @Test
  void aLineThatLeavesAndComesBackIsTwoLines() {
    Geometry geometry = shown("LINESTRING (4000 1000, 6000 1000, 6000 2000, 4000 2000)");
    assertThat(geometry.norm().toText())
        .isEqualTo("MULTILINESTRING ((4000 1000, 4160 1000), (4000 2000, 4160 2000))");
  }

  @Test
  void aLineWithoutVertexInTheTileIsCutOnBothSides() {
    assertThat(shown("LINESTRING (-5000 2000, 10000 2000)").toText())
        .isEqualTo("LINESTRING (-64 2000, 4160 2000)");
  }

  @Test
  void aPointOnTheBorderIsInBothTiles() {
    assertThat(shown("POINT (4096 500)").toText()).isEqualTo("POINT (4096 500)");
    TileAddress east = new TileAddress(TILE.z(), TILE.x() + 1, TILE.y());
    assertThat(show(east, "POINT (4096 500)").getFirst().geometry().toText())
        .isEqualTo("POINT (0 500)");
    assertThat(show(east, "POINT (4031 500)")).isEmpty();
    assertThat(show(east, "POINT (4032 500)")).hasSize(1);
  }

  @Test
  void aMultiPointKeepsThePointsInTheTile() {
    assertThat(shown("MULTIPOINT ((10 10), (20 30), (9000 30))").norm().toText())
        .isEqualTo("MULTIPOINT ((10 10), (20 30))");
  }

  @Test
  void aCollectionShowsEachOfItsKindsUnderTheSameId() {
    List<DecodedFeature> features =
        show(TILE, "GEOMETRYCOLLECTION (POINT (10 10), LINESTRING (0 0, 50 50))");
    assertThat(features).extracting(DecodedFeature::id).containsExactly(7L, 7L);
    assertThat(features)
        .extracting(f -> f.geometry().getGeometryType())
        .containsExactlyInAnyOrder("Point", "LineString");
  }

  @Test
  void whatIsTooSmallForTheGridIsADotAtTheLastZoom() {
    Geometry dot = shown("POLYGON ((100 100, 100.2 100, 100.2 100.2, 100 100.2, 100 100))");
    assertThat(dot.getArea()).isEqualTo(1);
    assertThat(dot.distance(inUnits(100, 100))).isLessThanOrEqualTo(1);
    assertThat(shown("LINESTRING (200 200, 200.1 200.1)").getLength()).isEqualTo(1);
  }

  @Test
  void aDotAtTheEndOfTheBufferStaysInIt() {
    assertThat(shown("LINESTRING (4160 200, 4160.1 200.1)").getEnvelopeInternal())
        .isEqualTo(new Envelope(4159, 4160, 200, 200));
  }

  private static Geometry inUnits(double x, double y) {
    return new org.locationtech.jts.geom.GeometryFactory().createPoint(new Coordinate(x, y));
  }

  @Test
  void everyTypeOfValueComesBack() {
    Schema schema =
        new Schema(
            GeometryType.POINT,
            List.of(
                Attribute.open("text", AttributeType.TEXT),
                Attribute.open("whole", AttributeType.INTEGER),
                Attribute.open("negative", AttributeType.INTEGER),
                Attribute.open("short", AttributeType.REAL),
                Attribute.open("exact", AttributeType.REAL),
                Attribute.open("flag", AttributeType.BOOLEAN),
                Attribute.open("day", AttributeType.DATE),
                Attribute.open("moment", AttributeType.DATETIME),
                Attribute.open("empty", AttributeType.TEXT),
                Attribute.open("nan", AttributeType.REAL)));
    Attributes attributes =
        Attributes.of(
            schema,
            "髙﨑𠮷野家",
            9_007_199_254_740_993L,
            -5L,
            0.5,
            0.1,
            true,
            LocalDate.of(2026, 4, 1),
            Instant.parse("2026-04-01T03:04:05Z"),
            null,
            Double.NaN);
    Feature feature =
        new Feature(Long.MAX_VALUE, new Revision(1), inTile(TILE, "POINT (1 1)"), attributes);
    LayerSnapshot layer = LayerSnapshot.of(Features.pack("l", schema, 14, List.of(feature)));
    DecodedFeature decoded =
        DecodedTile.of(encoder.encode(TILE, List.of(layer))).features("l").getFirst();
    assertThat(decoded.id()).isEqualTo(Long.MAX_VALUE);
    assertThat(decoded.attributes())
        .isEqualTo(
            Map.of(
                "text",
                "髙﨑𠮷野家",
                "whole",
                9_007_199_254_740_993L,
                "negative",
                -5L,
                "short",
                0.5f,
                "exact",
                0.1,
                "flag",
                true,
                "day",
                "2026-04-01",
                "moment",
                "2026-04-01T03:04:05Z"));
  }

  @Test
  void severalLayersLieInOneTileInTheirOrder() {
    LayerSnapshot roads = layer("roads", 14, named(1, inTile(TILE, "LINESTRING (0 0, 9 9)")));
    LayerSnapshot parcels = layer("parcels", 14, named(1, inTile(TILE, "POINT (5 5)")));
    LayerSnapshot elsewhere = layer("ponds", 14, named(1, inTile(TILE, "POINT (9000 5)")));
    DecodedTile tile = DecodedTile.of(encoder.encode(TILE, List.of(roads, elsewhere, parcels)));
    assertThat(tile.layers()).containsExactly("roads", "parcels");
    assertThat(tile.extent("roads")).isEqualTo(4096);
    assertThat(tile.features("parcels")).hasSize(1);
  }

  @Test
  void twoLayersOfOneNameAreRefused() {
    LayerSnapshot layer = layer("roads", 14);
    assertThatThrownBy(() -> encoder.encode(TILE, List.of(layer, layer)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'roads'");
  }

  @Test
  void anEmptyTileHasNoBytes() {
    EncodedTile tile = encoder.encode(TILE, List.of(layer("l", 14)));
    assertThat(tile.isEmpty()).isTrue();
    assertThat(tile.gzip()).isEmpty();
    assertThat(tile.featureCount()).isZero();
    assertThat(encoder.encode(TILE, List.of()).isEmpty()).isTrue();
  }

  @Test
  void aLayerIsAbsentOutsideItsZoomRange() {
    LayerSnapshot layer = layer("l", 14, named(1, inTile(TILE, "POINT (5 5)")));
    assertThat(encoder.encode(TILE.children().getFirst(), List.of(layer)).isEmpty()).isTrue();
    assertThat(encoder.encode(TILE.parent(), List.of(layer)).featureCount()).isEqualTo(1);
  }

  @Test
  void theTagChangesWithTheContentAndOnlyWithIt() {
    LayerSnapshot one = layer("l", 14, named(1, inTile(TILE, "POINT (5 5)")));
    LayerSnapshot same = layer("l", 14, named(1, inTile(TILE, "POINT (5 5)")));
    LayerSnapshot moved = layer("l", 14, named(1, inTile(TILE, "POINT (5 6)")));
    String tag = encoder.encode(TILE, List.of(one)).etag();
    assertThat(tag).matches("[0-9a-f]{32}");
    assertThat(encoder.encode(TILE, List.of(same)).etag()).isEqualTo(tag);
    assertThat(encoder.encode(TILE, List.of(moved)).etag()).isNotEqualTo(tag);
  }

  @Test
  void theDeepestZoomShowsTheGridOfTheWorldAndTheBuffer() {
    TileAddress deep = TileAddress.at(22, 142.05, 42.75);
    LayerSnapshot layer =
        layer(
            "l",
            22,
            named(
                1,
                inTile(deep, "POLYGON ((-9000 800, 9000 800, 9000 1600, -9000 1600, -9000 800))")));
    Geometry geometry =
        DecodedTile.of(encoder.encode(deep, List.of(layer))).features("l").getFirst().geometry();
    assertThat(geometry.getEnvelopeInternal()).isEqualTo(new Envelope(-64, 4160, 800, 1600));
  }
}
