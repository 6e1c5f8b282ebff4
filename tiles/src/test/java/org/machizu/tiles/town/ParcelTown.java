package org.machizu.tiles.town;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;

/**
 * A town of parcels on a grid, each about 20 m wide with eight vertices and six attributes; the
 * same for the same seed. Features come one by one and are not kept.
 */
public final class ParcelTown implements Supplier<@Nullable Feature> {
  public static final double WEST = 142.0;
  public static final double SOUTH = 42.7;

  /** About 20 m in the north of Japan. */
  public static final double STEP = 0.00024;

  public static final Schema SCHEMA =
      new Schema(
          GeometryType.POLYGON,
          List.of(
              Attribute.open("地番", AttributeType.TEXT),
              Attribute.open("大字", AttributeType.TEXT),
              Attribute.open("地目", AttributeType.TEXT),
              Attribute.open("地積", AttributeType.REAL),
              Attribute.open("図面番号", AttributeType.INTEGER),
              Attribute.open("更新日", AttributeType.DATE)));

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final List<String> USES = List.of("宅地", "田", "畑", "山林", "雑種地", "公衆用道路");

  private final Random random;
  private final int count;
  private final int columns;
  private int next;

  public ParcelTown(int count, long seed) {
    this.count = count;
    this.columns = (int) Math.ceil(Math.sqrt(count));
    this.random = new Random(seed);
  }

  @Override
  public @Nullable Feature get() {
    return next < count ? parcel(next++) : null;
  }

  /** All features at once, for small towns. */
  public static List<Feature> list(int count, long seed) {
    ParcelTown town = new ParcelTown(count, seed);
    List<Feature> all = new ArrayList<>(count);
    for (Feature feature = town.get(); feature != null; feature = town.get()) {
      all.add(feature);
    }
    return all;
  }

  private Feature parcel(int index) {
    double west = WEST + (index % columns) * STEP;
    int row = index / columns;
    double south = SOUTH + row * STEP;
    Geometry geometry = octagon(west, south, STEP * 0.95);
    Attributes attributes =
        Attributes.of(
            SCHEMA,
            (index / 7 + 1) + "番" + (index % 7 + 1),
            "字" + index / 2000,
            USES.get(random.nextInt(USES.size())),
            Math.round(random.nextDouble() * 40_000) / 100.0,
            (long) (index / 500),
            java.time.LocalDate.of(2000 + random.nextInt(26), 4, 1));
    return new Feature(index + 1L, new Revision(1), geometry, attributes);
  }

  /** A square with its sides bent a little in the middle. */
  private Geometry octagon(double west, double south, double side) {
    double bend = side * 0.1;
    double half = side / 2;
    Coordinate[] ring = {
      new Coordinate(west, south),
      new Coordinate(west + half, south + bend * random.nextDouble()),
      new Coordinate(west + side, south),
      new Coordinate(west + side - bend * random.nextDouble(), south + half),
      new Coordinate(west + side, south + side),
      new Coordinate(west + half, south + side - bend * random.nextDouble()),
      new Coordinate(west, south + side),
      new Coordinate(west + bend * random.nextDouble(), south + half),
      new Coordinate(west, south)
    };
    return GEOMETRIES.createPolygon(ring);
  }
}
