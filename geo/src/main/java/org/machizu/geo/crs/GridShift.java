package org.machizu.geo.crs;

import java.util.Arrays;

/**
 * Shifts of latitude and longitude at the corners of third meshes, as in a {@code .par} file of
 * TKY2JGD or PatchJGD; between the corners bilinear. Immutable; 20 bytes a corner.
 */
public final class GridShift {
  private static final double SECONDS = 3600;

  /** About a micrometre. */
  private static final double INVERSE_TOLERANCE = 1e-11;

  /** The inverse settles by a factor of 10,000 a step, because neighbours differ so little. */
  private static final int INVERSE_STEPS = 6;

  private final String name;
  private final int[] keys;
  private final double[] latSeconds;
  private final double[] lonSeconds;

  /**
   * Degrees; where the search for the inverse begins, so that it does not leave a grid by its edge.
   */
  private final double meanLatShift;

  private final double meanLonShift;

  /**
   * @param keys as in {@link MeshNode}, ascending, without repetition; the arrays are kept
   */
  GridShift(String name, int[] keys, double[] latSeconds, double[] lonSeconds) {
    this.name = name;
    this.keys = keys;
    this.latSeconds = latSeconds;
    this.lonSeconds = lonSeconds;
    this.meanLatShift = mean(latSeconds) / SECONDS;
    this.meanLonShift = mean(lonSeconds) / SECONDS;
  }

  /** The file it comes from and the title in its header, for reports. */
  public String name() {
    return name;
  }

  /** How many corners it has. */
  public int size() {
    return keys.length;
  }

  /** Whether all four corners round a position on the old datum are given. */
  public boolean covers(double lon, double lat) {
    return shift(new double[] {lon, lat}, 0);
  }

  /** How far it shifts north on average, in seconds; what tells the two kinds apart. */
  double meanLatSeconds() {
    return meanLatShift * SECONDS;
  }

  /**
   * Moves lon, lat at {@code at} from the old to the new datum.
   *
   * @return false when a corner is missing; the array is then unchanged
   */
  boolean shift(double[] lonLat, int at) {
    return interpolate(lonLat[at], lonLat[at + 1], lonLat[at], lonLat[at + 1], 1, lonLat, at);
  }

  /**
   * Moves lon, lat at {@code at} back from the new to the old datum.
   *
   * @return false when a corner is missing or the grid is too steep to tell; the array is then
   *     unchanged
   */
  boolean unshift(double[] lonLat, int at) {
    double lon = lonLat[at];
    double lat = lonLat[at + 1];
    double[] old = {lon - meanLonShift, lat - meanLatShift};
    for (int i = 0; i < INVERSE_STEPS; i++) {
      if (!interpolate(old[0], old[1], lon, lat, -1, old, 0)) {
        return false;
      }
    }
    double[] again = old.clone();
    if (!shift(again, 0)
        || Math.abs(again[0] - lon) > INVERSE_TOLERANCE
        || Math.abs(again[1] - lat) > INVERSE_TOLERANCE) {
      return false;
    }
    lonLat[at] = old[0];
    lonLat[at + 1] = old[1];
    return true;
  }

  /** Writes start + sign × (shift at lon, lat) to {@code out}. */
  private boolean interpolate(
      double lon, double lat, double startLon, double startLat, int sign, double[] out, int at) {
    double y = lat * MeshNode.PER_LAT_DEGREE;
    double x = (lon - MeshNode.WEST) * MeshNode.PER_LON_DEGREE;
    int row = (int) Math.floor(y);
    int column = (int) Math.floor(x);
    if (!MeshNode.isCodable(row, column) || !MeshNode.isCodable(row + 1, column + 1)) {
      return false;
    }
    int southWest = find(row, column);
    int southEast = find(row, column + 1);
    int northWest = find(row + 1, column);
    int northEast = find(row + 1, column + 1);
    if (southWest < 0 || southEast < 0 || northWest < 0 || northEast < 0) {
      return false;
    }
    double v = y - row;
    double u = x - column;
    double sw = (1 - u) * (1 - v);
    double se = u * (1 - v);
    double nw = (1 - u) * v;
    double ne = u * v;
    double dLat =
        sw * latSeconds[southWest]
            + se * latSeconds[southEast]
            + nw * latSeconds[northWest]
            + ne * latSeconds[northEast];
    double dLon =
        sw * lonSeconds[southWest]
            + se * lonSeconds[southEast]
            + nw * lonSeconds[northWest]
            + ne * lonSeconds[northEast];
    out[at] = startLon + sign * dLon / SECONDS;
    out[at + 1] = startLat + sign * dLat / SECONDS;
    return true;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private int find(int row, int column) {
    return Arrays.binarySearch(keys, MeshNode.key(row, column));
  }
}
