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

  /** The right to purge a layer, for one at a time over all servers; ends with its holder. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /** The turn at a layer; empty when somebody else has it. */
  Optional<Turn> tryTurn(LayerId layer);

  /**
   * Takes it out of the layer's file: current rows, past states, indexes, former contents. Each
   * transaction notes that it is to be finished, until {@link #finish}.
   *
   * @return the last revision that this made
   * @throws org.machizu.layers.LayerConflictException {@code layer-busy}
   */
  Revision purge(AdminRight right, PurgePlan plan, String reason, Progress progress)
      throws CancelledException;

  /** The layers with a purge that was begun and not finished, however that came. */
  List<UnfinishedPurge> listUnfinished();

  /** Makes sure that no byte of what was purged is left between the rows of the layer's file. */
  Cleared shred(LayerId layer);

  /** Notes that nothing is left to do for the purges of a layer up to a revision. */
  void finish(LayerId layer, Revision upTo);
}
