package org.machizu.ingest.match;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the positions of a device, in order of time, where matching begins anew. Depends on the
 * positions only, not on the network.
 *
 * <p>A {@link Mark#BEGIN} is a <em>restart point</em>: nothing that came before it has any
 * influence on what comes from it on. Besides gaps and long stands there is one at the first
 * position of each hour, which bounds the work of matching again; the stretch before one of those
 * goes up to it. So after late or removed positions it is enough to match anew from the last
 * restart point before the first of them up to, and with, the first position behind the last of
 * them that is a restart point both with and without them; everything outside stays as it was.
 *
 * <p>Not safe for use by several threads.
 */
public final class Stretches {
  /** A longer silence begins a new stretch. */
  public static final int MAX_GAP_S = 180;

  /** Standing longer ends a stretch. */
  public static final int MAX_STANDING_S = 300;

  /** Positions this near to each other may be standing; they stray while it does. */
  public static final double STANDING_M = 40;

  private static final long SLOT_MS = 3_600_000;
  private static final double METRES_IN_DEGREE = 111_195;

  private boolean begun;
  private long lastMs;
  private long anchorMs;
  private double anchorLon;
  private double anchorLat;
  private boolean standing;

  /** What a position is in the flow. */
  public enum Mark {
    /** The first of a stretch, and a restart point. */
    BEGIN,
    /** It belongs to the stretch. */
    CONTINUE,
    /** The vehicle has stood too long here; belongs to no stretch. */
    STANDING
  }

  /** Whether the last {@link Mark#BEGIN} comes after a gap. */
  boolean wasGap;

  /** Whether it is one only for the hour. */
  boolean goesOn;

  /** Before the first position. */
  public Stretches() {}

  Stretches(Stretches other) {
    begun = other.begun;
    lastMs = other.lastMs;
    anchorMs = other.anchorMs;
    anchorLon = other.anchorLon;
    anchorLat = other.anchorLat;
    standing = other.standing;
    wasGap = other.wasGap;
    goesOn = other.goesOn;
  }

  void reset() {
    begun = false;
    standing = false;
  }

  /**
   * The indexes of all restart points, the first position's among them.
   *
   * @param timesMs in order
   */
  public static List<Integer> restartPoints(long[] timesMs, double[] lons, double[] lats) {
    Stretches stretches = new Stretches();
    List<Integer> points = new ArrayList<>();
    for (int i = 0; i < timesMs.length; i++) {
      if (stretches.next(timesMs[i], lons[i], lats[i]) == Mark.BEGIN) {
        points.add(i);
      }
    }
    return points;
  }

  /**
   * Judges the next position.
   *
   * @param timeMs since 1970; not before the one before
   */
  public Mark next(long timeMs, double lon, double lat) {
    boolean gap = begun && timeMs - lastMs > 1000L * MAX_GAP_S;
    boolean slot = !begun || Math.floorDiv(timeMs, SLOT_MS) != Math.floorDiv(lastMs, SLOT_MS);
    lastMs = timeMs;
    boolean moved = !begun || isFar(lon, lat);
    boolean first = !begun;
    begun = true;
    if (gap || slot || (standing && moved)) {
      wasGap = gap;
      goesOn = !first && !gap && !standing;
      standing = false;
      anchor(timeMs, lon, lat);
      return Mark.BEGIN;
    }
    if (moved) {
      anchor(timeMs, lon, lat);
    }
    standing = timeMs - anchorMs > 1000L * MAX_STANDING_S;
    return standing ? Mark.STANDING : Mark.CONTINUE;
  }

  private void anchor(long timeMs, double lon, double lat) {
    anchorMs = timeMs;
    anchorLon = lon;
    anchorLat = lat;
  }

  private boolean isFar(double lon, double lat) {
    double north = (lat - anchorLat) * METRES_IN_DEGREE;
    double east = (lon - anchorLon) * METRES_IN_DEGREE * Math.cos(Math.toRadians(anchorLat));
    return north * north + east * east > STANDING_M * STANDING_M;
  }
}
