package org.machizu.snow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.machizu.tracks.WorkKind;

/**
 * Numbers that differ when what they stand for does (but for one in 2⁶⁴), the same in every
 * process: an enum's own hash code is not.
 */
final class StateHash {
  private long hash = 1;

  private StateHash() {}

  static long of(SnowEvent event) {
    StateHash all = new StateHash();
    all.add(event.id());
    all.add(event.name());
    all.add(event.begin());
    all.add(event.end());
    return all.hash;
  }

  static long of(RoadState state) {
    StateHash all = new StateHash();
    all.add(state.road().id());
    all.add(state.ofSegments());
    for (Map.Entry<WorkKind, List<SegmentState>> kind : new TreeMap<>(state.ofKinds()).entrySet()) {
      all.add(kind.getKey().ordinal());
      all.add(kind.getValue());
    }
    return all.hash;
  }

  private void add(List<SegmentState> segments) {
    for (SegmentState one : segments) {
      add(one.state().ordinal());
      add(one.clearedAt());
      add(one.lastPass());
      add(one.device());
      add(one.passes());
      add(Double.doubleToLongBits(one.coveredShare()));
      add(one.doneM());
      add(one.confidence());
      add(one.inferred() ? 1 : 0);
    }
  }

  private void add(@Nullable Instant moment) {
    add(moment == null ? Long.MIN_VALUE : moment.toEpochMilli());
  }

  private void add(@Nullable Double number) {
    add(number == null ? Long.MIN_VALUE : Double.doubleToLongBits(number));
  }

  private void add(@Nullable String text) {
    add(text == null ? -1 : text.length());
    for (int i = 0; text != null && i < text.length(); i++) {
      add(text.charAt(i));
    }
  }

  /** The mixing step of SplitMix64 (Steele, Lea, Flood 2014): each bit reaches all others. */
  private void add(long value) {
    long mixed = hash * 31 + value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    hash = mixed ^ (mixed >>> 31);
  }
}
