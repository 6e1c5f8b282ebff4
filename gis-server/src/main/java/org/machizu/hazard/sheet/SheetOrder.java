package org.machizu.hazard.sheet;

import org.machizu.hazard.kind.Hazard;

/**
 * What somebody wants a sheet of.
 *
 * @param lon degrees of the map's middle
 * @param lat degrees of the map's middle
 * @param hazard whose depths the map shows
 * @param scale the number below the line
 * @param language ja, easy or en
 */
record SheetOrder(double lon, double lat, Hazard hazard, int scale, String language) {
  /** Sheets of the same neighbourhood are the same paper: about 10 m. */
  private static final double GRID = 1e4;

  SheetOrder {
    lon = Math.rint(lon * GRID) / GRID;
    lat = Math.rint(lat * GRID) / GRID;
  }
}
