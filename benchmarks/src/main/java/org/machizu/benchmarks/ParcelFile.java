package org.machizu.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.ingest.format.FeatureFormat;
import org.machizu.ingest.format.FeatureWriter;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.ingest.format.WriteOptions;

/**
 * A cadastral map as towns deliver it: a Shapefile in the plane-rectangular zone XII with CP932
 * attributes. The same seed gives the same parcels: uneven quadrilaterals with some points on their
 * sides, side by side without gaps.
 */
final class ParcelFile {
  private static final Crs ZONE = new Crs(6680);
  private static final long SEED = 20_260_101;
  private static final double SIDE_M = 18;
  private static final double UNEVEN_M = 5;

  /** Where the south-west corner lies in the zone: near Abira. */
  private static final double EAST_M = -35_000;

  private static final double NORTH_M = -140_000;
  private static final List<String> QUARTERS = List.of("早来", "追分", "遠浅", "安平", "瑞穂", "東遠浅");
  private static final List<String> USES = List.of("宅地", "田", "畑", "山林", "雑種地", "公衆用道路");

  private static final Schema SCHEMA =
      new Schema(
          GeometryType.POLYGON,
          List.of(
              Attribute.open("筆番号", AttributeType.INTEGER),
              Attribute.open("大字", AttributeType.TEXT),
              Attribute.open("地番", AttributeType.TEXT),
              Attribute.open("地目", AttributeType.TEXT),
              Attribute.open("地積", AttributeType.REAL)));

  private final GeometryFactory geometries = new GeometryFactory();
  private final Random random = new Random(SEED);
  private final int columns;
  private final Coordinate[][] corners;

  private ParcelFile(int count) {
    columns = (int) Math.ceil(Math.sqrt(count));
    corners = new Coordinate[columns + 1][columns + 1];
    for (int row = 0; row <= columns; row++) {
      for (int column = 0; column <= columns; column++) {
        corners[row][column] =
            new Coordinate(
                EAST_M + column * SIDE_M + random.nextDouble() * UNEVEN_M,
                NORTH_M + row * SIDE_M + random.nextDouble() * UNEVEN_M);
      }
    }
  }

  /** The .shp of so many parcels in the folder; written when it is not there yet. */
  static Path in(Path folder, int count) throws FormatException, IOException {
    Path home = folder.resolve("parcels-" + count);
    if (!Files.isDirectory(home)) {
      Path next = Files.createDirectories(folder.resolve("parcels-" + count + ".new"));
      Path zip = folder.resolve("parcels.zip");
      new ParcelFile(count).write(zip, count);
      unpack(zip, next);
      Files.delete(zip);
      Files.move(next, home);
    }
    try (var files = Files.newDirectoryStream(home, "*.shp")) {
      return files.iterator().next();
    }
  }

  private void write(Path zip, int count) throws FormatException, IOException {
    FeatureFormat shapefile = Formats.standard().byName("shp");
    WriteOptions options = new WriteOptions("parcels", ZONE, TextEncodings.CP932);
    try (FeatureWriter writer = shapefile.create(zip, SCHEMA, options)) {
      for (int i = 0; i < count; i++) {
        Polygon parcel = parcel(i / columns, i % columns);
        Attributes attributes =
            Attributes.of(
                SCHEMA,
                (long) i + 1,
                QUARTERS.get(random.nextInt(QUARTERS.size())),
                (1 + random.nextInt(900)) + "番" + (1 + random.nextInt(30)),
                USES.get(random.nextInt(USES.size())),
                Math.round(parcel.getArea() * 100) / 100.0);
        writer.write(new Feature(i + 1L, new Revision(1), parcel, attributes));
      }
    }
  }

  private Polygon parcel(int row, int column) {
    Coordinate a = corners[row][column];
    Coordinate b = corners[row + 1][column];
    Coordinate c = corners[row + 1][column + 1];
    Coordinate d = corners[row][column + 1];
    return geometries.createPolygon(
        new Coordinate[] {a, middle(a, b), b, middle(b, c), c, middle(c, d), d, middle(d, a), a});
  }

  private static Coordinate middle(Coordinate from, Coordinate to) {
    return new Coordinate((from.x + to.x) / 2, (from.y + to.y) / 2);
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    try (InputStream bytes = Files.newInputStream(zip);
        ZipInputStream in = new ZipInputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.copy(in, folder.resolve(entry.getName()));
      }
    }
  }
}
