package org.machizu.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AdminRight;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** What the store does for retention. A port; each step is written into the audit log with it. */
public interface PurgeStore {

  /** The layers that have a rule. */
  List<LayerId> listRuled();

  /** The rule of a layer; empty when it has none. */
  Optional<RetentionRule> findRule(LayerId layer);

  /**
   * Sets or takes away the rule of a layer.
   *
   * @throws IllegalArgumentException when the layer has no such attribute of days or moments
   */
  void setRule(AdminRight right, LayerId layer, @Nullable RetentionRule rule, String reason);

  /**
   * What would go.
   *
   * @param ids features to be purged; null for what the rule says
   * @throws org.machizu.layers.LayerConflictException {@code no-retention-rule}; {@code
   *     purge-too-large}
   */
  PurgePlan plan(LayerId layer, @Nullable Set<Long> ids, Instant now);

  /**
   * Takes it out of the layer's file: current rows, past states, indexes, former contents.
   *
   * @return the last revision that this made
   * @throws org.machizu.layers.LayerConflictException {@code layer-busy}
   */
  Revision purge(AdminRight right, PurgePlan plan, String reason, Progress progress)
      throws CancelledException;

  /**
   * Makes sure that no byte of what was purged is left between the rows of the layer's file, and
   * tells how that was done.
   */
  String shred(LayerId layer);
}
