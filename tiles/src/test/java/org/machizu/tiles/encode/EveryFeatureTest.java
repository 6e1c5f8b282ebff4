package org.machizu.tiles.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.machizu.geo.feature.Feature;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.pack.LayerSnapshot;
import org.machizu.tiles.town.DecodedTile;
import org.machizu.tiles.town.DecodedTile.DecodedFeature;
import org.machizu.tiles.town.Features;

/** At the last zoom a tile holds all that touches it, where it is, and nothing else. */
class EveryFeatureTest {
  private static final TileAddress TILE = new TileAddress(14, 14654, 6018);
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final Geometry WINDOW = GEOMETRIES.toGeometry(new Envelope(0, 4096, 0, 4096));
  private static final Geometry BUFFERED =
      GEOMETRIES.toGeometry(new Envelope(-64, 4160, -64, 4160));

  /** How far small polygons may stick out. */
  private static final Geometry UNCUT =
      GEOMETRIES.toGeometry(new Envelope(-2112, 6208, -2112, 6208));

  /** Half a tile unit and, at zoom 18, a quarter from the world grid, each way. */
  private static final double NEAR = 0.75 * Math.sqrt(2) + 1e-3;

  private final Random random;

  EveryFeatureTest() {
    this.random = new Random(20260401);
  }

  private double near() {
    return -2000 + random.nextDouble() * 8000;
  }

  /** A point, a line or a star-shaped polygon with a hole, small or large, in tile units. */
  private Geometry shape() {
    double x = near();
    double y = near();
    if (random.nextInt(3) == 0) {
      return GEOMETRIES.createPoint(new Coordinate(x, y));
    }
    double radius = Math.exp(random.nextDouble() * 7.5);
    int corners = 3 + random.nextInt(12);
    Coordinate[] ring = new Coordinate[corners + 1];
    double[] reach = new double[corners];
    for (int i = 0; i < corners; i++) {
      reach[i] = radius * (0.4 + 0.6 * random.nextDouble());
      ring[i] = corner(x, y, reach[i], i, corners);
    }
    ring[corners] = ring[0].copy();
    if (random.nextBoolean()) {
      return GEOMETRIES.createLineString(java.util.Arrays.copyOf(ring, corners));
    }
    Geometry polygon = GEOMETRIES.createPolygon(ring);
    Geometry hole = AffineTransformation.scaleInstance(0.3, 0.3, x, y).transform(polygon);
    return corners > 5 ? polygon.difference(hole) : polygon;
  }

  private static Coordinate corner(double x, double y, double reach, int i, int corners) {
    double angle = 2 * Math.PI * i / corners;
    return new Coordinate(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void allThatTouchesIsThereWithinAUnitAndNothingFarBeyond(int z) {
    TileAddress tile = new TileAddress(z, TILE.x() << (z - 14), TILE.y() << (z - 14));
    Map<Long, Geometry> wanted = new HashMap<>();
    List<Feature> features = new ArrayList<>();
    for (long id = 1; id <= 3000; id++) {
      Geometry shape = shape();
      wanted.put(id, shape);
      features.add(Features.named(id, Features.inTile(tile, shape.toText())));
    }
    LayerSnapshot layer = LayerSnapshot.of(Features.pack("l", Features.NAMED, z, features));
    EncodedTile encoded = new TileEncoder(50_000_000, 1).encode(tile, List.of(layer));
    assertThat(encoded.droppedCount()).isZero();

    Map<Long, Geometry> found = new HashMap<>();
    for (DecodedFeature feature : DecodedTile.of(encoded).features("l")) {
      assertThat(found.put(feature.id(), feature.geometry())).isNull();
    }
    wanted.forEach((id, geometry) -> {
      if (geometry.intersects(WINDOW)) {
        assertThat(found).as("feature %d %s", id, geometry).containsKey(id);
      }
      if (geometry.distance(BUFFERED) > 1) {
        assertThat(found).as("feature %d %s", id, geometry).doesNotContainKey(id);
      }
    });
    found.forEach((id, geometry) -> {
      Geometry room = geometry.getDimension() == 2 ? UNCUT : BUFFERED;
      assertThat(room.getEnvelopeInternal().contains(geometry.getEnvelopeInternal())).isTrue();
      Geometry shown = wanted.get(id).intersection(WINDOW);
      // where a polygon is narrower than a unit, snapping may close it
      boolean surface = shown.getDimension() == 2;
      Geometry wide = surface ? shown.buffer(-0.75) : shown;
      for (Coordinate place : wide.getCoordinates()) {
        double off = geometry.distance(GEOMETRIES.createPoint(place));
        assertThat(off).as("feature %d at %s", id, place).isLessThanOrEqualTo(NEAR);
      }
      for (Coordinate place : geometry.getCoordinates()) {
        double off = wanted.get(id).distance(GEOMETRIES.createPoint(place));
        assertThat(off).as("feature %d shown at %s", id, place).isLessThanOrEqualTo(1.5);
      }
      if (shown.getArea() > 100) {
        double area = geometry.buffer(0).intersection(WINDOW).getArea();
        assertThat(Math.abs(area - shown.getArea()))
            .as("area of %d", id)
            .isLessThanOrEqualTo(shown.getLength() + 4);
      }
    });
  }

  @Test
  void aParcelOnTheCornerOfFourTilesIsInAllFour() {
    Geometry parcel =
        Features.inTile(TILE, "POLYGON ((4090 4090, 4100 4090, 4100 4100, 4090 4100, 4090 4090))");
    LayerSnapshot layer = Features.layer("l", 14, Features.named(1, parcel));
    for (int dx = 0; dx < 2; dx++) {
      for (int dy = 0; dy < 2; dy++) {
        TileAddress tile = new TileAddress(14, TILE.x() + dx, TILE.y() + dy);
        EncodedTile encoded = new TileEncoder().encode(tile, List.of(layer));
        Envelope box =
            DecodedTile.of(encoded).features("l").getFirst().geometry().getEnvelopeInternal();
        assertThat(box)
            .isEqualTo(
                new Envelope(
                    4090 - dx * 4096, 4100 - dx * 4096, 4090 - dy * 4096, 4100 - dy * 4096));
      }
    }
  }
}
