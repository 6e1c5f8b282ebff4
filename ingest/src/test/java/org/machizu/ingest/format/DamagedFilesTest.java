package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/**
 * Whatever bytes a file has, reading it ends with rows or with a refusal, never with another error.
 * The seeds are fixed, so that a failure comes back.
 */
class DamagedFilesTest {
  private static final int ROUNDS = 500;
  private static final String POLYGON =
      "POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1))";
  private static final ReadOptions OPTIONS =
      new ReadOptions(
          null, null, Map.of(), new ReadLimits(1 << 22, 100, 100, 10_000, 10_000, 10_000, 100));

  private final ShapefileFormat shapefile =
      new ShapefileFormat(prj -> Optional.empty(), crs -> "p");
  private final GeoPackageFormat geoPackage = new GeoPackageFormat(crs -> "wkt");
  @TempDir private Path folder;

  private Path good(FeatureFormat format) throws IOException {
    Path file = folder.resolve("good." + format.fileEnding());
    Schema schema = GeoPackageFormatTest.schema(GeometryType.POLYGON);
    try (FeatureWriter writer = format.create(file, schema, WriteOptions.lonLat("t"))) {
      for (int i = 1; i <= 5; i++) {
        writer.write(Reading.feature(schema, i, POLYGON, GeoPackageFormatTest.VALUES));
      }
    }
    return file;
  }

  private static byte[] damage(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
      // Half of the flips hit the heads, where lengths and counts stand.
      int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 400);
      int at = random.nextInt(reach);
      bytes[at] = (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt(256));
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /** Whether it was read; a refusal is the other answer that is allowed. */
  private static boolean isRead(FeatureFormat format, Path file) throws IOException {
    try {
      Reading.of(format, file, OPTIONS);
      return true;
    } catch (FormatException refused) {
      assertThat(refused.code()).matches("[a-z0-9-]+");
      assertThat(refused.getMessage()).isNotBlank();
      return false;
    }
  }

  @Test
  void damagedShapefilesAreReadOrRefused() throws Exception {
    Random random = new Random(1585);
    Path zip = good(shapefile);
    byte[] shp;
    byte[] dbf;
    try (ZipArchive archive = ZipArchive.open(zip, ReadLimits.DEFAULT)) {
      shp = Files.readAllBytes(archive.unpack("t.shp"));
      dbf = Files.readAllBytes(archive.unpack("t.dbf"));
    }
    Path target = folder.resolve("d.shp");
    int read = 0;
    for (int round = 0; round < 2 * ROUNDS; round++) {
      boolean first = round % 2 == 0;
      Files.write(target, first ? damage(shp, random) : shp);
      Files.write(folder.resolve("d.dbf"), first ? dbf : damage(dbf, random));
      read += isRead(shapefile, target) ? 1 : 0;
    }
    assertThat(read).isBetween(ROUNDS / 10, 2 * ROUNDS - ROUNDS / 10);
  }

  @Test
  void damagedZipsAreReadOrRefused() throws Exception {
    Random random = new Random(43213);
    byte[] whole = Files.readAllBytes(good(shapefile));
    Path target = folder.resolve("d.zip");
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(target, damage(whole, random));
      refused += isRead(shapefile, target) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  @Test
  void damagedGeoPackagesAreReadOrRefused() throws Exception {
    Random random = new Random(10201);
    byte[] whole = Files.readAllBytes(good(geoPackage));
    Path target = folder.resolve("d.gpkg");
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(target, damage(whole, random));
      read += isRead(geoPackage, target) ? 1 : 0;
    }
    assertThat(read).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
  }

  @Test
  void damagedFlatGeobufsAreReadOrRefused() throws Exception {
    FlatGeobufFormat format = new FlatGeobufFormat();
    Random random = new Random(26100);
    byte[] whole = Files.readAllBytes(good(format));
    Path target = folder.resolve("d.fgb");
    int read = 0;
    for (int round = 0; round < 4 * ROUNDS; round++) {
      Files.write(target, damage(whole, random));
      read += isRead(format, target) ? 1 : 0;
    }
    assertThat(read).isBetween(ROUNDS / 5, 4 * ROUNDS - ROUNDS / 5);
  }

  /**
   * Each of four levels refers a thousand times to the same part: small to send, endless to read.
   */
  @Test
  void partsThatAreOnePartManyTimesAreCounted() throws Exception {
    FlatBufferBuilder out = new FlatBufferBuilder();
    int inner = FlatGeobufGeometry.write(out, Reading.geometry("POINT (1 2)"));
    for (int level = 0; level < 4; level++) {
      int[] same = new int[1_000];
      Arrays.fill(same, inner);
      int parts = FlatGeobufHeader.offsets(out, same);
      out.startTable(FlatGeobuf.Shape.FIELDS);
      out.addByte(FlatGeobuf.Shape.TYPE, (byte) FlatGeobuf.Type.COLLECTION, 0);
      out.addOffset(FlatGeobuf.Shape.PARTS, parts, 0);
      inner = out.endTable();
    }
    out.finish(inner);
    FlatTable shape =
        FlatTable.root(ByteBuffer.wrap(out.sizedByteArray()).order(ByteOrder.LITTLE_ENDIAN));

    assertThatThrownBy(() -> FlatGeobufGeometry.read(shape, FlatGeobuf.Type.UNKNOWN, 100_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the geometry has too many vertices");
  }
}
