package org.machizu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;

/**
 * What a publish step would change for the public: the content that it sees and the content that it
 * would see, compared feature by feature, in what the public's View shows and nothing else.
 *
 * @param from the revision that is seen
 * @param to the revision that would be
 * @param listed the first differences by id, at most {@link #LISTED}
 */
record PublishDifference(
    Revision from, Revision to, long added, long changed, long removed, List<One> listed) {
  static final int LISTED = 200;

  /**
   * One feature that differs.
   *
   * @param before null when it is new
   * @param after null when it goes
   */
  record One(@Nullable Feature before, @Nullable Feature after) {
    long id() {
      return Objects.requireNonNull(before == null ? after : before).id();
    }

    String kind() {
      return before == null ? "added" : after == null ? "removed" : "changed";
    }
  }

  PublishDifference {
    listed = List.copyOf(listed);
  }

  /**
   * Reads both states side by side, in constant memory.
   *
   * @param shown what the public sees
   * @param wanted what it would see
   */
  static PublishDifference of(FeatureStore features, View shown, View wanted) {
    try (FeatureCursor before = features.scan(shown, new Predicate.Everything(), null);
        FeatureCursor after = features.scan(wanted, new Predicate.Everything(), null)) {
      return new Comparison(before, after).run();
    }
  }

  /** Two cursors in the order of ids. */
  private static final class Comparison {
    private final FeatureCursor before;
    private final FeatureCursor after;
    private final List<One> listed = new ArrayList<>();
    private long added;
    private long changed;
    private long removed;

    Comparison(FeatureCursor before, FeatureCursor after) {
      this.before = before;
      this.after = after;
    }

    PublishDifference run() {
      Feature old = before.next();
      Feature now = after.next();
      while (old != null || now != null) {
        if (now == null || old != null && old.id() < now.id()) {
          removed++;
          list(old, null);
          old = before.next();
        } else if (old == null || now.id() < old.id()) {
          added++;
          list(null, now);
          now = after.next();
        } else {
          if (differ(old, now)) {
            changed++;
            list(old, now);
          }
          old = before.next();
          now = after.next();
        }
      }
      return new PublishDifference(
          before.revision(), after.revision(), added, changed, removed, listed);
    }

    private void list(@Nullable Feature old, @Nullable Feature now) {
      if (listed.size() < LISTED) {
        listed.add(new One(old, now));
      }
    }

    /** A version that wrote the feature anew may have left it as the public sees it. */
    private static boolean differ(Feature old, Feature now) {
      return !old.version().equals(now.version())
          && !(Objects.equals(old.attributes(), now.attributes())
              && (old.geometry() == null
                  ? now.geometry() == null
                  : now.geometry() != null && old.geometry().equalsExact(now.geometry())));
    }
  }
}
