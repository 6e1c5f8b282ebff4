package org.machizu.ingest.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Gdal;

/** Whatever a file claims, reading it ends with pixels or with a refusal that says what to do. */
class BadRastersTest {
  private static final int ROUNDS = 400;

  @TempDir private Path folder;

  private static void assertRefused(Path file, String code, String reason) {
    assertThatThrownBy(() -> Rasters.readImage(file))
        .isInstanceOfSatisfying(
            FormatException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).contains(reason);
              assertThat(e.advice()).isNotBlank();
            });
  }

  private Path translate(Object... options) throws IOException {
    Path file = folder.resolve("out.tif");
    Object[] all = Arrays.copyOf(options, options.length + 3, Object[].class);
    all[options.length] = "-q";
    all[options.length + 1] = Rasters.image(folder);
    all[options.length + 2] = file;
    Gdal.run("gdal_translate", all);
    return file;
  }

  @Test
  void aFileThatWasCutOffIsRefusedOnOpening() throws Exception {
    byte[] whole = Files.readAllBytes(translate("-of", "COG"));
    Path file = folder.resolve("cut.tif");
    for (int bytes : new int[] {4, 9, 100, whole.length / 2, whole.length - 5}) {
      Files.write(file, Arrays.copyOf(whole, bytes));
      assertRefused(file, "tiff-truncated", "ends after");
    }
  }

  @Test
  void aFileWithoutPlaceIsRefused() throws Exception {
    assertRefused(
        translate("-co", "PROFILE=BASELINE"), "raster-not-georeferenced", "where on the earth");
    Path controlPoints =
        translate(
            "-gcp", 0, 0, 1, 2, "-gcp", 9, 0, 3, 2, "-gcp", 0, 9, 1, 8, "-a_srs", "EPSG:6680");
    assertRefused(controlPoints, "raster-not-georeferenced", "control points");
  }

  @Test
  void aSystemThatIsNotKnownIsRefusedByName() throws Exception {
    assertRefused(translate("-a_srs", "EPSG:32654"), "crs-unknown", "EPSG:32654");
  }

  @Test
  void aTurnedPictureIsRefused() throws Exception {
    Path vrt = folder.resolve("turned.vrt");
    Gdal.run("gdal_translate", "-q", "-of", "VRT", Rasters.image(folder), vrt);
    String text = Files.readString(vrt);
    Files.writeString(
        vrt,
        text.replaceAll(
            "<GeoTransform>[^<]*</GeoTransform>",
            "<GeoTransform>0, 0.5, 0.1, 0, 0.1, -0.5</GeoTransform>"));
    Path file = folder.resolve("turned.tif");
    Gdal.run("gdal_translate", "-q", vrt, file);
    assertRefused(file, "raster-rotated", "turned");
  }

  @Test
  void strangeBandsAndCompressionsAreRefused() throws Exception {
    assertRefused(
        translate("-b", 1, "-b", 2, "-b", 3, "-b", 1, "-b", 2),
        "raster-bands-unsupported",
        "5 bands");
    assertRefused(translate("-ot", "UInt16"), "raster-bands-unsupported", "3 bands of 16 bits");
    assertRefused(translate("-ot", "CFloat32", "-b", 1), "raster-bands-unsupported", "kind 6");
    assertRefused(
        translate("-co", "COMPRESS=ZSTD"), "tiff-compression-unsupported", "compressed by ZSTD");
  }

  /** 100,000 x 100,000 pixels in one strip, in a file of a few bytes. */
  @Test
  void sizesThatAreOnlyClaimedCostNoMemory() throws Exception {
    for (int compression : new int[] {Tiff.NONE, Tiff.DEFLATE}) {
      Path file = folder.resolve("claims.tif");
      int[][] entries = {
        {Tiff.WIDTH, 100_000},
        {Tiff.HEIGHT, 100_000},
        {Tiff.BITS, 8},
        {Tiff.COMPRESSION, compression},
        {Tiff.STRIP_OFFSETS, 8},
        {Tiff.STRIP_BYTES, 8},
      };
      ByteBuffer b = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
      b.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
      b.putShort((short) entries.length);
      for (int[] entry : entries) {
        b.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
      }
      Files.write(file, b.array());
      assertRefused(
          file,
          compression == Tiff.NONE ? "tiff-damaged" : "raster-blocks-too-large",
          compression == Tiff.NONE ? "needs 10,000,000,000" : "100,000 x 100,000");
    }
  }

  @Test
  void damagedBytesEndInPixelsOrInARefusal() throws Exception {
    int refused = 0;
    for (String[] options :
        new String[][] {
          {"-co", "COMPRESS=LZW", "-co", "TILED=YES"},
          {"-co", "COMPRESS=DEFLATE", "-co", "PREDICTOR=2"},
          {"-co", "COMPRESS=PACKBITS"},
          {"-of", "COG", "-co", "COMPRESS=JPEG"},
          {"-co", "BIGTIFF=YES"},
        }) {
      byte[] whole = Files.readAllBytes(translate((Object[]) options));
      Random random = new Random(7);
      Path file = folder.resolve("damaged.tif");
      for (int round = 0; round < ROUNDS / 5; round++) {
        Files.write(file, damage(whole, random));
        refused += isRefused(file) ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - 1);
  }

  private static boolean isRefused(Path file) throws IOException {
    if (!RasterFormats.recognise(file)) {
      return true;
    }
    try (RasterReader reader = RasterFormats.open(file, null)) {
      Placement placement = reader.info().placement();
      reader.readImage(
          0,
          new Window(
              0, 0, Math.min(1_000, placement.width()), Math.min(1_000, placement.height())));
      return false;
    } catch (FormatException e) {
      return true;
    } catch (IllegalStateException e) {
      return true; // it has become a grid
    }
  }

  private static byte[] damage(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
      // Half of the flips hit the heads, where lengths and counts stand.
      int at = random.nextInt(random.nextBoolean() ? bytes.length : 400);
      bytes[at] = (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt(256));
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
