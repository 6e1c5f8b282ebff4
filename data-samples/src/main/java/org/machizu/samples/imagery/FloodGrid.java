package org.machizu.samples.imagery;

import java.io.IOException;
import java.nio.file.Path;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Location;
import org.machizu.ingest.raster.GeoTiffWriter;
import org.machizu.ingest.raster.Placement;
import org.machizu.samples.district.District;
import org.machizu.samples.district.Tile;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.terrain.Flood;
import org.machizu.samples.terrain.Heights;
import org.machizu.samples.terrain.Land;

/**
 * Raster layer {@code flood_depth}: the depth of the largest flood in metres, from the same ground
 * as the areas of {@code flood_maximum}.
 */
public final class FloodGrid {
  private static final double CELL_M = 10;
  private static final double REACH_M = 2_600;
  static final float NOTHING = -9_999;

  private FloodGrid() {}

  public static void write(Path file, District district) throws IOException {
    Land land = district.land();
    Envelope around = land.river().getEnvelopeInternal();
    int columns = (int) (2 * Land.HALF_WIDTH / CELL_M);
    // Grids of towns side by side are one grid.
    double north =
        Math.min(5_900, around.getMaxY() + REACH_M) - district.tile().northOfFirstM() % CELL_M;
    double south = Math.max(-5_900, around.getMinY() - REACH_M);
    int rows = (int) ((north - south) / CELL_M);
    Flood flood = new Flood(new Heights(district.seed(), land), true);
    var dry = new IndexedPointInAreaLocator(land.riverArea());
    var inside = new IndexedPointInAreaLocator(land.boundary());
    float[] depths = new float[columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        Coordinate place =
            Shapes.at(-Land.HALF_WIDTH + (column + 0.5) * CELL_M, north - (row + 0.5) * CELL_M);
        double depth = flood.depthM(place);
        boolean counts =
            depth > 0.03
                && dry.locate(place) == Location.EXTERIOR
                && inside.locate(place) != Location.EXTERIOR;
        // To the centimetre: more would be made up, and does not compress.
        depths[row * columns + column] = counts ? Math.round(depth * 100) / 100f : Float.NaN;
      }
    }
    Placement placement =
        new Placement(
            Tile.ZONE,
            district.tile().originX() - Land.HALF_WIDTH,
            district.tile().originY() + north,
            CELL_M,
            CELL_M,
            columns,
            rows);
    GeoTiffWriter.writeGrid(file, placement, NOTHING, depths);
  }
}
