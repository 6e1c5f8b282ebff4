package org.machizu.ingest.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.LayerKind;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Gdal;

/** Files as GDAL, and so most programs, write them. */
class GdalFilesTest {
  @TempDir private Path folder;

  private Path translate(Path from, String options) {
    Path to = folder.resolve("out.tif");
    List<Object> arguments = new ArrayList<>(List.of("-q"));
    arguments.addAll(List.of(options.split(" ")));
    arguments.add(from);
    arguments.add(to);
    Gdal.run("gdal_translate", arguments.toArray());
    return to;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-co COMPRESS=NONE",
        "-co COMPRESS=LZW -co PREDICTOR=2",
        "-co COMPRESS=LZW -co TILED=YES -co BLOCKXSIZE=64 -co BLOCKYSIZE=32",
        "-co COMPRESS=DEFLATE -co PREDICTOR=2 -co TILED=YES",
        "-co COMPRESS=PACKBITS",
        "-co COMPRESS=DEFLATE -co INTERLEAVE=BAND -co PREDICTOR=2",
        "-co BIGTIFF=YES -co COMPRESS=LZW",
        "-co ENDIANNESS=BIG -co COMPRESS=DEFLATE",
        "-of COG",
        "-of COG -co COMPRESS=DEFLATE -co PREDICTOR=YES",
      })
  void imagesAreReadWithoutLoss(String options) throws Exception {
    Path file = translate(Rasters.image(folder), options);
    assertThat(Rasters.readImage(file)).isEqualTo(Rasters.colours());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-co COMPRESS=NONE",
        "-co COMPRESS=LZW -co PREDICTOR=2 -co TILED=YES",
        "-co COMPRESS=DEFLATE -co PREDICTOR=3",
        "-co COMPRESS=DEFLATE -co PREDICTOR=2 -co TILED=YES -co ENDIANNESS=BIG",
        "-ot Float64 -co COMPRESS=DEFLATE -co PREDICTOR=3",
        "-co BIGTIFF=YES -co COMPRESS=LZW",
        "-of COG",
        "-of COG -co COMPRESS=LZW -co PREDICTOR=YES",
      })
  void gridsAreReadWithoutLoss(String options) throws Exception {
    Path file = translate(Rasters.grid(folder), options);
    assertThat(Rasters.readGrid(file)).isEqualTo(Rasters.depths());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-ot Int16 -a_nodata -9999",
        "-ot Int16 -a_nodata -9999 -co COMPRESS=DEFLATE -co PREDICTOR=2 -co ENDIANNESS=BIG",
        "-ot Int32 -a_nodata -9999 -co COMPRESS=LZW -co PREDICTOR=2",
      })
  void wholeNumbersAreReadAsGdalRoundsThem(String options) throws Exception {
    float[] read = Rasters.readGrid(translate(Rasters.grid(folder), options));
    float[] wanted = Rasters.depths();
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = Float.isNaN(wanted[i]) ? Float.NaN : Math.round(wanted[i]);
    }
    assertThat(read).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-co COMPRESS=JPEG -co TILED=YES -co JPEG_QUALITY=95",
        "-co COMPRESS=JPEG -co PHOTOMETRIC=YCBCR -co TILED=YES -co JPEG_QUALITY=95",
        "-co COMPRESS=JPEG -co PHOTOMETRIC=YCBCR",
        "-of COG -co COMPRESS=JPEG -co QUALITY=95",
      })
  void jpegIsReadAsGdalReadsIt(String options) throws Exception {
    Path smooth = folder.resolve("smooth.tif");
    GeoTiffWriter.writeImage(
        smooth,
        Rasters.PLACEMENT,
        false,
        w -> {
          int[] part = new int[w.pixels()];
          for (int i = 0; i < part.length; i++) {
            int x = w.x() + i % w.width();
            int y = w.y() + i / w.width();
            part[i] = x * 255 / 700 << 16 | y * 255 / 500 << 8 | (x + y) * 255 / 1200;
          }
          return part;
        });
    Path file = translate(smooth, options);
    int[] read = Rasters.readImage(file);
    for (int[] place : new int[][] {{3, 4}, {350, 250}, {690, 10}, {511, 499}}) {
      String[] bands =
          Gdal.run("gdallocationinfo", "-valonly", file, place[0], place[1]).strip().split("\n");
      int pixel = read[place[1] * Rasters.WIDTH + place[0]];
      for (int band = 0; band < 3; band++) {
        int ours = pixel >> 16 - 8 * band & 0xff;
        assertThat(Math.abs(ours - Integer.parseInt(bands[band]))).isLessThanOrEqualTo(3);
      }
    }
  }

  @Test
  void whatIsTransparentStaysSo() throws Exception {
    Path image = Rasters.image(folder);
    Path wider = folder.resolve("wider.tif");
    Gdal.run(
        "gdalwarp", "-q", "-te", -50_100, -120_125, -49_650, -120_000, "-dstalpha", image, wider);
    for (String options : List.of("-co COMPRESS=DEFLATE", "-of COG -co COMPRESS=JPEG")) {
      Path file = translate(wider, options);
      try (RasterReader reader = RasterFormats.open(file, null)) {
        int[] row = reader.readImage(0, new Window(0, 100, reader.info().placement().width(), 1));
        assertThat(row[10] >>> 24).isZero();
        assertThat(row[row.length / 2] >>> 24).isEqualTo(255);
      }
    }
  }

  @Test
  void zeroIsTransparentWhenTheFileSaysItIsNothing() throws Exception {
    Path file = translate(Rasters.image(folder), "-a_nodata 0");
    int[] read = Rasters.readImage(file);
    assertThat(read[0]).isZero();
    assertThat(read[1] >>> 24).isEqualTo(255);
  }

  @Test
  void paletteAndGreyAreColours() throws Exception {
    Path grey = translate(Rasters.image(folder), "-b 1");
    assertThat(Rasters.readImage(grey)[40]).isEqualTo(0xff282828);
    Path vrt = folder.resolve("palette.tif");
    Gdal.run("gdaldem", "hillshade", "-q", Rasters.grid(folder), vrt);
    try (RasterReader reader = RasterFormats.open(vrt, null)) {
      assertThat(reader.info().kind()).isEqualTo(LayerKind.IMAGE);
    }
  }

  @Test
  void aTiePointInTheMiddleOfThePixelIsShifted() throws Exception {
    Path file = folder.resolve("point.tif");
    Gdal.run("gdal_translate", "-q", "-mo", "AREA_OR_POINT=Point", Rasters.grid(folder), file);
    try (RasterReader reader = RasterFormats.open(file, null)) {
      assertThat(reader.info().placement()).isEqualTo(Rasters.PLACEMENT);
    }
  }

  @Test
  void aSystemGivenByItsParametersIsFound() throws Exception {
    Path file = folder.resolve("parameters.tif");
    Gdal.run(
        "gdal_translate",
        "-q",
        "-a_srs",
        "+proj=tmerc +lat_0=44 +lon_0=142.25 +k=0.9999 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs",
        Rasters.grid(folder),
        file);
    assertThatThrownBy(() -> RasterFormats.open(file, null))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("crs-unknown"));
    try (RasterReader reader = RasterFormats.open(file, new Crs(6680))) {
      assertThat(reader.info().placement()).isEqualTo(Rasters.PLACEMENT);
    }
  }

  @Test
  void aWorldFileAndAPrjPlaceAPlainTiff() throws Exception {
    Path file = folder.resolve("plain.tif");
    Gdal.run(
        "gdal_translate",
        "-q",
        "-co",
        "PROFILE=BASELINE",
        "-co",
        "TFW=YES",
        Rasters.image(folder),
        file);
    try (RasterReader reader = RasterFormats.open(file, new Crs(6680))) {
      assertThat(reader.info().placement()).isEqualTo(Rasters.PLACEMENT);
    }
    java.nio.file.Files.writeString(
        folder.resolve("plain.prj"), org.machizu.geo.crs.CrsWkt.esri(new Crs(6680)));
    assertThat(Rasters.readImage(file)).isEqualTo(Rasters.colours());
  }
}
