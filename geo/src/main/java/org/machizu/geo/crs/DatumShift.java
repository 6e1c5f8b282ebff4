package org.machizu.geo.crs;

import org.machizu.geo.crs.ShiftAccuracy.Method;
import org.machizu.geo.feature.LocalizedText;

/** One way from one datum to the next, on lon/lat degrees in place, and back. */
sealed interface DatumShift {

  /**
   * Moves positions from the older to the newer datum.
   *
   * @param lonLat lon and lat by turns, all of one geometry
   * @return false when a position lies outside of what the shift knows; the array is then spoilt
   */
  boolean forward(double[] lonLat);

  /** The way back; as {@link #forward}. */
  boolean backward(double[] lonLat);

  /** How good it is for the positions. */
  ShiftAccuracy accuracyAt(double[] lonLat);

  /** The least that it promises anywhere. */
  ShiftAccuracy worst();

  /** By a parameter grid; knows only what lies between given corners. */
  record Grid(GridShift grid, ShiftAccuracy worst) implements DatumShift {
    @Override
    public boolean forward(double[] lonLat) {
      for (int at = 0; at < lonLat.length; at += 2) {
        if (!grid.shift(lonLat, at)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean backward(double[] lonLat) {
      for (int at = 0; at < lonLat.length; at += 2) {
        if (!grid.unshift(lonLat, at)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public ShiftAccuracy accuracyAt(double[] lonLat) {
      return worst;
    }

    /** Positions of TKY2JGD are good to about 0.1 m each way (its manual: 9 cm, 8 cm). */
    static Grid tky2jgd(GridShift grid) {
      return new Grid(grid, accuracy(grid, 0.2, "旧日本測地系から世界測地系へ", "Tokyo datum to JGD2000"));
    }

    static Grid patchJgd(GridShift grid) {
      return new Grid(grid, accuracy(grid, 0.2, "JGD2000からJGD2011へ", "JGD2000 to JGD2011"));
    }

    private static ShiftAccuracy accuracy(GridShift grid, double metres, String ja, String en) {
      return new ShiftAccuracy(
          Method.GRID,
          metres,
          new LocalizedText(
              "%sパラメータファイル %s で変換しました（精度約 %.1f m）。".formatted(ja, grid.name(), metres),
              "%s by the grid %s (to about %.1f m).".formatted(en, grid.name(), metres)));
    }
  }

  /** JGD2000 taken as JGD2011, which is right where the earth did not move. */
  enum LeftOut implements DatumShift {
    INSTANCE;

    /**
     * North of all of Aomori, west of all of Fukui: outside the twenty prefectures whose results
     * were revised in 2011.
     */
    private static final double NORTH_OF = 41.6;

    private static final double WEST_OF = 135.4;

    private static final ShiftAccuracy UNMOVED =
        new ShiftAccuracy(
            Method.NOT_NEEDED,
            0,
            new LocalizedText(
                "この地域のJGD2000とJGD2011は同じです。", "JGD2000 and JGD2011 are the same here."));

    /** The grid's largest shift is 5.8 m, on Kinkasan off the Oshika peninsula. */
    private static final ShiftAccuracy WORST =
        new ShiftAccuracy(
            Method.LEFT_OUT,
            6,
            new LocalizedText(
                "JGD2000をJGD2011とみなしました。東北地方太平洋沖地震のため、東日本では最大約 6 m ずれます（PatchJGDのパラメータファイルがあれば補正できます）。",
                "JGD2000 was taken as JGD2011: up to about 6 m off in eastern Japan since the earthquake of 2011 (a PatchJGD grid would mend it)."));

    @Override
    public boolean forward(double[] lonLat) {
      return true;
    }

    @Override
    public boolean backward(double[] lonLat) {
      return true;
    }

    @Override
    public ShiftAccuracy accuracyAt(double[] lonLat) {
      for (int at = 0; at < lonLat.length; at += 2) {
        if (lonLat[at] > WEST_OF && lonLat[at + 1] < NORTH_OF) {
          return WORST;
        }
      }
      return UNMOVED;
    }

    @Override
    public ShiftAccuracy worst() {
      return WORST;
    }
  }

  /** Tokyo datum to JGD2000 by EPSG:15483, one translation of the earth's centre. */
  enum ThreeParameters implements DatumShift {
    INSTANCE;

    private static final ShiftAccuracy WORST =
        new ShiftAccuracy(
            Method.THREE_PARAMETERS,
            9,
            new LocalizedText(
                "旧日本測地系から世界測地系へ3パラメータで変換しました（精度約 9 m。TKY2JGD.parがあれば約 0.2 m）。",
                "Tokyo datum to JGD2000 by three parameters (to about 9 m; TKY2JGD.par would give about 0.2 m)."));

    @Override
    public boolean forward(double[] lonLat) {
      for (int at = 0; at < lonLat.length; at += 2) {
        TokyoTranslation.forward(lonLat, at);
      }
      return true;
    }

    @Override
    public boolean backward(double[] lonLat) {
      for (int at = 0; at < lonLat.length; at += 2) {
        TokyoTranslation.backward(lonLat, at);
      }
      return true;
    }

    @Override
    public ShiftAccuracy accuracyAt(double[] lonLat) {
      return WORST;
    }

    @Override
    public ShiftAccuracy worst() {
      return WORST;
    }
  }
}
