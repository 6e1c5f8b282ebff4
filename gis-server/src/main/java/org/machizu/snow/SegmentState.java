package org.machizu.snow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.snow.Cover.Piece;
import org.machizu.snow.SnowRoad.SegmentOfRoad;

/**
 * How one direction of a line, or of several, stands.
 *
 * @param clearedAt no part of what had to be cleared was cleared longer ago than this; null when it
 *     was never cleared as a whole
 * @param lastPass when a vehicle at work left it last; null when none has passed
 * @param device that vehicle's tracker
 * @param passes of vehicles at work
 * @param coveredShare how much of its length they have passed, 0 to 1
 * @param doneM how wide they have gone over it in all, m; null when nobody said
 * @param confidence of the least certain pass that the state rests on, 0 to 1; null when it rests
 *     on none
 * @param inferred whether one of them was at work by its speed only
 */
record SegmentState(
    ClearedState state,
    @Nullable Instant clearedAt,
    @Nullable Instant lastPass,
    @Nullable String device,
    int passes,
    double coveredShare,
    @Nullable Double doneM,
    @Nullable Double confidence,
    boolean inferred) {

  static final SegmentState NONE = untouched(ClearedState.NONE);
  static final SegmentState NOT_YET = untouched(ClearedState.NOT_YET);

  private static SegmentState untouched(ClearedState state) {
    return new SegmentState(state, null, null, null, 0, 0, null, null, false);
  }

  static SegmentState of(Cover cover, Snowfall snow) {
    SegmentOfRoad segment = cover.segment();
    double toleratedM = SnowRules.toleratedM(segment.lengthM());
    double neededM = segment.lengthM() - toleratedM;
    double sumM = 0;
    double freshM = 0;
    double surest = 1;
    boolean inferred = false;
    Instant clearedAt = null;
    for (Piece piece : cover.pieces()) {
      sumM += piece.lengthM();
      freshM += snow.isSnowedOver(piece.left()) ? 0 : piece.lengthM();
      if (clearedAt == null) {
        surest = Math.min(surest, piece.confidence());
        inferred |= piece.inferred();
        clearedAt = sumM >= neededM ? piece.left() : null;
      }
    }
    List<Piece> perhaps =
        cover.perhaps().stream().filter(piece -> !snow.isSnowedOver(piece.left())).toList();
    double perhapsM = perhaps.stream().mapToDouble(Piece::lengthM).sum();
    ClearedState state;
    Double confidence = surest;
    if (clearedAt != null && !snow.isSnowedOver(clearedAt)) {
      state = ClearedState.CLEARED;
    } else if (freshM > toleratedM) {
      state = ClearedState.PARTLY;
    } else if (clearedAt != null) {
      state = ClearedState.SNOWED_OVER;
    } else if (perhapsM > toleratedM) {
      state = ClearedState.CANNOT_TELL;
      confidence = perhaps.stream().mapToDouble(Piece::confidence).max().orElse(0);
    } else {
      state = ClearedState.NOT_YET;
      confidence = null;
    }
    Piece last = cover.pieces().isEmpty() ? null : cover.pieces().getFirst();
    return new SegmentState(
        state,
        clearedAt,
        last == null ? null : last.left(),
        last == null ? null : last.device(),
        cover.passes(),
        segment.lengthM() > 0 ? Math.min(1, sumM / segment.lengthM()) : 0,
        cover.widthM(),
        confidence,
        inferred);
  }

  /**
   * What holds of two stretches together.
   *
   * @param weight the length of this one, m
   * @param otherWeight the length of the other, m
   */
  SegmentState with(double weight, SegmentState other, double otherWeight) {
    boolean isLater =
        lastPass != null && (other.lastPass == null || !lastPass.isBefore(other.lastPass));
    double both = weight + otherWeight;
    return new SegmentState(
        state.worse(other.state),
        clearedAt == null || other.clearedAt == null
            ? null
            : clearedAt.isBefore(other.clearedAt) ? clearedAt : other.clearedAt,
        isLater ? lastPass : other.lastPass,
        isLater ? device : other.device,
        Math.min(passes, other.passes),
        both > 0 ? (weight * coveredShare + otherWeight * other.coveredShare) / both : 0,
        doneM == null || other.doneM == null ? null : Double.valueOf(Math.min(doneM, other.doneM)),
        confidence == null || other.confidence == null
            ? confidence == null ? other.confidence : confidence
            : Double.valueOf(Math.min(confidence, other.confidence)),
        inferred || other.inferred);
  }
}
