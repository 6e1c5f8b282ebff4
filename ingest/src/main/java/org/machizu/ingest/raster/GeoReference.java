package org.machizu.ingest.raster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.ingest.format.FormatException;

/** Finds out where a TIFF lies: by its own tags, else by a world file beside it. */
final class GeoReference {
  private static final String PLACE_ADVICE =
      "Give a GeoTIFF, or put its world file (.tfw) beside it and name the system: --crs EPSG:6680.";

  private GeoReference() {}

  /**
   * @param given the system that the user names, over what the file says; null to believe the file
   * @throws FormatException {@code raster-not-georeferenced}, {@code raster-rotated}, {@code
   *     crs-unknown}
   */
  static Placement of(
      Path path, TiffFile file, TiffDirectory directory, TiffImage image, @Nullable Crs given)
      throws FormatException, IOException {
    GeoKeys keys = new GeoKeys(directory);
    Corner corner = corner(path, file, directory, keys.pixelIsPoint());
    if (!(corner.pixelWidth > 0) || !(corner.pixelHeight > 0)) {
      throw new FormatException(
          "raster-rotated",
          "%s is mirrored or upside down: its pixels are %s wide and %s high"
              .formatted(file.name(), corner.pixelWidth, corner.pixelHeight),
          "Turn it north up: gdalwarp IN.tif OUT.tif.");
    }
    try {
      return new Placement(
          crs(path, file.name(), keys, given),
          corner.west,
          corner.north,
          corner.pixelWidth,
          corner.pixelHeight,
          image.width(),
          image.height());
    } catch (IllegalArgumentException e) {
      throw file.damaged(String.valueOf(e.getMessage()));
    }
  }

  /** The north-western corner and the size of a pixel. */
  record Corner(double west, double north, double pixelWidth, double pixelHeight) {}

  private static Corner corner(
      Path path, TiffFile file, TiffDirectory directory, boolean pixelIsPoint)
      throws FormatException, IOException {
    double[] scale = directory.doubles(Tiff.PIXEL_SCALE);
    double[] tie = directory.doubles(Tiff.TIE_POINTS);
    double[] matrix = directory.doubles(Tiff.TRANSFORMATION);
    Corner corner;
    if (scale.length >= 2 && tie.length >= 6) {
      corner =
          new Corner(tie[3] - tie[0] * scale[0], tie[4] + tie[1] * scale[1], scale[0], scale[1]);
    } else if (matrix.length == 16) {
      if (matrix[1] != 0 || matrix[4] != 0) {
        throw rotated(file.name());
      }
      corner = new Corner(matrix[3], matrix[7], matrix[0], -matrix[5]);
    } else {
      Optional<Corner> beside = WorldFile.find(path);
      if (beside.isEmpty()) {
        throw new FormatException(
            "raster-not-georeferenced",
            file.name()
                + (tie.length > 6
                    ? " has only control points, which do not place each pixel"
                    : " does not say where on the earth it lies"),
            tie.length > 6 ? "Rectify it: gdalwarp IN.tif OUT.tif." : PLACE_ADVICE);
      }
      return beside.get();
    }
    return pixelIsPoint
        ? new Corner(
            corner.west - corner.pixelWidth / 2,
            corner.north + corner.pixelHeight / 2,
            corner.pixelWidth,
            corner.pixelHeight)
        : corner;
  }

  static FormatException rotated(String name) {
    return new FormatException(
        "raster-rotated",
        name + " is turned against the grid of its coordinate reference system",
        "Turn it north up: gdalwarp IN.tif OUT.tif.");
  }

  private static Crs crs(Path path, String name, GeoKeys keys, @Nullable Crs given)
      throws FormatException, IOException {
    if (given != null) {
      return given;
    }
    if (!keys.arePresent()) {
      return WorldFile.crs(path, name);
    }
    return keys.findCrs().orElseThrow(() -> WorldFile.unknownCrs(name, keys.inWords()));
  }
}
