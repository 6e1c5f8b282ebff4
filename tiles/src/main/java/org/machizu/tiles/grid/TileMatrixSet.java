package org.machizu.tiles.grid;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.ZoomRange;

/**
 * A tile matrix set as OGC 17-083r4 (Two Dimensional Tile Matrix Set 2.0) has it: squares of {@link
 * #TILE_PIXELS} pixels, level z of 2<sup>z</sup> rows and columns counted from the north-western
 * corner. Two sets are equal when their ids are.
 *
 * @param id as in addresses
 * @param uri of the OGC's register; null for those that do not stand there
 * @param titleJa for people
 * @param titleEn for people
 * @param crs of its plane
 * @param grid the same square as cells
 * @param halfSideM from the middle of the plane to the borders, metres of the system
 * @param deepest the last level; the first is 0
 */
public record TileMatrixSet(
    String id,
    @Nullable String uri,
    String titleJa,
    String titleEn,
    Crs crs,
    WorldGrid grid,
    double halfSideM,
    int deepest) {

  /** Pixels along the side of a tile. */
  public static final int TILE_PIXELS = 256;

  /** The size of a pixel that scale denominators are reckoned with (17-083r4, 6.1.1), in metres. */
  public static final double STANDARD_PIXEL_M = 0.000_28;

  /** Half the circumference of EPSG:3857's sphere. */
  private static final double MERCATOR_HALF_SIDE_M = Math.PI * 6_378_137;

  private static final TileMatrixSet WEB_MERCATOR_QUAD =
      new TileMatrixSet(
          "WebMercatorQuad",
          "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
          "ウェブメルカトル（一般のウェブ地図と同じ）",
          "Google Maps Compatible for the World",
          Crs.WEB_MERCATOR,
          WorldGrid.webMercator(),
          MERCATOR_HALF_SIDE_M,
          ZoomRange.DEEPEST);

  /** Registered by the OGC; annex D.1 of 17-083r4. */
  public static TileMatrixSet webMercatorQuad() {
    return WEB_MERCATOR_QUAD;
  }

  /**
   * Machizu's own for a plane-rectangular zone on JGD2011: the zone's origin is its middle, and a
   * pixel of level 13 is exactly a metre.
   */
  public static TileMatrixSet ofZone(PlaneZone zone) {
    PlaneGrid grid = new PlaneGrid(zone);
    return new TileMatrixSet(
        "JapanPlaneZone" + zone.number() + "Quad",
        null,
        "平面直角座標系第 " + zone.number() + " 系（JGD2011）",
        "Japan Plane Rectangular CS zone " + zone.number() + " (JGD2011)",
        Crs.zone(zone.number()),
        grid,
        PlaneGrid.HALF_SIDE_M,
        grid.levels(new ZoomRange(0, ZoomRange.DEEPEST)).max());
  }

  /** The levels, 0 to the deepest. */
  public List<Integer> levels() {
    return IntStream.rangeClosed(0, deepest).boxed().toList();
  }

  /** Width of a pixel at a level, in metres of the system. */
  public double cellSizeM(int level) {
    return 2 * halfSideM / TILE_PIXELS / (1L << level);
  }

  /** The scale of a level on a screen with pixels of {@link #STANDARD_PIXEL_M}. */
  public double scaleDenominator(int level) {
    return cellSizeM(level) / STANDARD_PIXEL_M;
  }

  /** Whether the system's authority writes north before east, and so must who speaks of places. */
  public boolean isNorthFirst() {
    return crs.authorityNorthFirst();
  }

  /**
   * A place of the plane in the order of the system's authority.
   *
   * @param eastM metres
   * @param northM metres
   */
  public List<Double> inOrder(double eastM, double northM) {
    return isNorthFirst() ? List.of(northM, eastM) : List.of(eastM, northM);
  }

  /** The north-western corner, in the order of the system's authority. */
  public List<Double> pointOfOrigin() {
    return inOrder(-halfSideM, halfSideM);
  }

  /** Metres to the east of a column of the grid. */
  public double eastM(double worldX) {
    return worldX * cellM() - halfSideM;
  }

  /** Metres to the north of a row of the grid. */
  public double northM(double worldY) {
    return halfSideM - worldY * cellM();
  }

  private double cellM() {
    return 2 * halfSideM / (1L << WebMercator.WORLD_BITS);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TileMatrixSet that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
