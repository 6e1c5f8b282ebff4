package org.machizu.geo.crs;

import org.machizu.geo.feature.LocalizedText;

/**
 * How far a position may lie from its true place because of how its datum was shifted; the accuracy
 * of the data themselves comes on top.
 *
 * @param method the coarsest method that was used
 * @param accuracyM metres, 0 where nothing was shifted
 * @param note what was done, for people
 */
public record ShiftAccuracy(Method method, double accuracyM, LocalizedText note) {
  /** How a datum was shifted, finest first. */
  public enum Method {
    /** The two datums are the same at this place. */
    NOT_NEEDED,
    /** By the survey authority's parameter grid. */
    GRID,
    /** The shift is not known here and was left out. */
    LEFT_OUT,
    /** By one translation for all Japan. */
    THREE_PARAMETERS
  }

  /** Nothing to shift. */
  public static final ShiftAccuracy EXACT =
      new ShiftAccuracy(
          Method.NOT_NEEDED, 0, new LocalizedText("測地系の変換は不要です。", "No datum shift was needed."));

  /** This and then the other: the errors may add up. */
  ShiftAccuracy then(ShiftAccuracy next) {
    if (method == Method.NOT_NEEDED) {
      return next;
    }
    if (next.method == Method.NOT_NEEDED) {
      return this;
    }
    Method coarser = method.compareTo(next.method) > 0 ? method : next.method;
    return new ShiftAccuracy(
        coarser,
        accuracyM + next.accuracyM,
        new LocalizedText(note.ja() + next.note.ja(), note.en() + " " + next.note.en()));
  }

  /** The one that promises less. */
  ShiftAccuracy worse(ShiftAccuracy other) {
    return other.accuracyM > accuracyM ? other : this;
  }
}
