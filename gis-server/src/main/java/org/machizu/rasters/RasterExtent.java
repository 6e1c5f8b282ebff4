package org.machizu.rasters;

import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.CrsPath;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.crs.JapanExtent;
import org.machizu.geo.crs.ShiftAccuracy;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.raster.Placement;
import org.machizu.ingest.raster.RasterInfo;
import org.machizu.layers.RasterContent;
import org.machizu.tiles.grid.TileRange;

/**
 * What a file will be as the content of a layer: the box around it, and the zoom levels at which
 * its pixels are worth looking at.
 *
 * @param accuracy how exactly the way into JGD2011 places it
 */
public record RasterExtent(RasterContent content, ShiftAccuracy accuracy) {
  /** Width of a pixel at zoom 0 on the equator, with tiles of 256 pixels, in metres. */
  private static final double ZOOM_0_PIXEL_M = 2 * Math.PI * 6_378_137 / RasterContent.SIDE;

  private static final double METRES_PER_DEGREE = 111_320;

  /** Pixels of the file may be this much finer than those of the deepest zoom: 15 %. */
  private static final double FINER = 0.2;

  /** Below this many pixels on the screen a raster is not worth a zoom level. */
  private static final int LEAST_PIXELS = 16;

  private static final int EDGE_POINTS = 33;

  /** About 30 GB of tiles. */
  private static final long MAX_TILES = 2_000_000;

  /**
   * @param outsideJapan whether it may lie elsewhere
   * @throws FormatException {@code outside-japan} or {@code raster-too-large}
   */
  public static RasterExtent of(RasterInfo info, GridShifts grids, boolean outsideJapan)
      throws FormatException {
    Placement p = info.placement();
    double[] edge = edge(p);
    CrsPath path = CrsPath.toJgd2011(p.crs(), grids);
    ShiftAccuracy accuracy;
    try {
      accuracy = path.place(edge);
    } catch (CoordinateOutOfRangeException e) {
      throw elsewhere(p, String.valueOf(e.getMessage()));
    }
    Envelope box = box(edge);
    double lon = (box.minLon() + box.maxLon()) / 2;
    double lat = (box.minLat() + box.maxLat()) / 2;
    if (!outsideJapan && !JapanExtent.contains(lon, lat)) {
      throw elsewhere(p, "its middle would be at %.4f, %.4f".formatted(lon, lat));
    }
    ZoomRange zooms = zooms(p, box, lat);
    long tiles =
        info.kind() == LayerKind.IMAGE
            ? TileRange.touching(box, zooms.max(), 0).count()
            : (long) Math.ceilDiv(p.width(), RasterContent.SIDE)
                * Math.ceilDiv(p.height(), RasterContent.SIDE);
    if (tiles > MAX_TILES) {
      throw new FormatException(
          "raster-too-large",
          "%d x %d pixels make %,d tiles; at most %,d are allowed"
              .formatted(p.width(), p.height(), tiles, MAX_TILES),
          "Cut it into parts for several layers, or make its pixels larger: gdal_translate -tr.");
    }
    RasterContent content =
        info.kind() == LayerKind.IMAGE
            ? new RasterContent.Image(box, zooms)
            : new RasterContent.Grid(box, zooms, p, levels(p));
    return new RasterExtent(content, accuracy);
  }

  private static FormatException elsewhere(Placement p, String where) {
    return new FormatException(
        "outside-japan",
        "in %s the raster does not lie in Japan: %s".formatted(p.crs(), where),
        "Check its coordinate reference system and give it by --crs, or allow it with --outside-japan.");
  }

  /** Places all around the border. */
  private static double[] edge(Placement p) {
    double[] xy = new double[EDGE_POINTS * 4 * 2];
    int at = 0;
    for (int i = 0; i < EDGE_POINTS; i++) {
      double f = i / (EDGE_POINTS - 1.0);
      double x = p.west() * (1 - f) + p.east() * f;
      double y = p.south() * (1 - f) + p.north() * f;
      for (double[] place :
          new double[][] {{x, p.north()}, {x, p.south()}, {p.west(), y}, {p.east(), y}}) {
        xy[at++] = place[0];
        xy[at++] = place[1];
      }
    }
    return xy;
  }

  private static Envelope box(double[] lonLat) {
    double minLon = lonLat[0];
    double minLat = lonLat[1];
    double maxLon = minLon;
    double maxLat = minLat;
    for (int i = 2; i < lonLat.length; i += 2) {
      minLon = Math.min(minLon, lonLat[i]);
      maxLon = Math.max(maxLon, lonLat[i]);
      minLat = Math.min(minLat, lonLat[i + 1]);
      maxLat = Math.max(maxLat, lonLat[i + 1]);
    }
    return new Envelope(minLon, minLat, maxLon, maxLat);
  }

  private static ZoomRange zooms(Placement p, Envelope box, double lat) {
    double unit = p.crs().isGeographic() ? METRES_PER_DEGREE : 1;
    double shrunk = Math.cos(Math.toRadians(lat));
    boolean mercator = !p.crs().isGeographic() && p.crs().planeZone().isEmpty();
    double pixelM =
        Math.min(
            p.pixelWidth() * (p.crs().isGeographic() ? unit * shrunk : mercator ? shrunk : 1),
            p.pixelHeight() * (mercator ? shrunk : unit));
    int max = (int) Math.ceil(log2(ZOOM_0_PIXEL_M * shrunk / pixelM) - FINER);
    double spanDegrees = Math.max(box.maxLon() - box.minLon(), box.maxLat() - box.minLat());
    int min = (int) Math.ceil(log2(LEAST_PIXELS / (spanDegrees / 360 * RasterContent.SIDE)));
    int deepest = Math.clamp(max, 0, ZoomRange.DEEPEST);
    return new ZoomRange(Math.clamp(min, 0, deepest), deepest);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  /** Levels until one block holds everything. */
  private static int levels(Placement p) {
    int levels = 1;
    int blocks = Math.ceilDiv(Math.max(p.width(), p.height()), RasterContent.SIDE);
    while (blocks > 1) {
      blocks = Math.ceilDiv(blocks, 2);
      levels++;
    }
    return levels;
  }
}
