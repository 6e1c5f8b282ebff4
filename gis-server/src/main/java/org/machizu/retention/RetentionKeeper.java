package org.machizu.retention;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.Rights;
import org.machizu.geo.feature.LayerId;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.LayerConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daily job: does for each layer with a rule what the rule says, and from the start on, every
 * hour, the rest of purges that were begun. Every server has one; a layer is purged by whichever
 * comes first, and the others find nothing left to do.
 */
public final class RetentionKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionKeeper.class);

  /** A start is not to be slowed down, nor a restart to skip a day. */
  private static final long FIRST_MINUTES = 10;

  private static final long EVERY_MINUTES = 24 * 60;

  private static final long UNFINISHED_EVERY_MINUTES = 60;

  private final PurgeStore store;
  private final Purge purge;
  private final AdminRight right;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("retention").factory());

  public RetentionKeeper(PurgeStore store, Purge purge, Rights rights) {
    this.store = store;
    this.purge = purge;
    this.right =
        rights
            .administer(Actor.OPERATOR)
            .orElseThrow(() -> new IllegalStateException("the operator keeps the rights"));
  }

  public void start() {
    var unfinished =
        timer.scheduleWithFixedDelay(
            this::finishAll, 0, UNFINISHED_EVERY_MINUTES, TimeUnit.MINUTES);
    var unused =
        timer.scheduleWithFixedDelay(this::runOnce, FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
  }

  private void finishAll() {
    try {
      purge.finishAll(right);
    } catch (RuntimeException e) {
      LOG.error("looking for unfinished purges failed; it is tried again", e);
    }
  }

  /** One round over all layers with a rule. */
  public void runOnce() {
    for (LayerId layer : ruled()) {
      try {
        String basis = store.findRule(layer).map(RetentionRule::basis).orElse("");
        purge.run(right, layer, null, null, basis, Progress.SILENT);
      } catch (LayerConflictException e) {
        LOG.info("layer {} is not purged now: {}", layer.name(), e.getMessage());
      } catch (RuntimeException | CancelledException e) {
        LOG.error("purging layer {} by its rule failed; it is tried again", layer.name(), e);
      }
    }
  }

  /** A timer that fails once never comes again. */
  private List<LayerId> ruled() {
    try {
      return store.listRuled();
    } catch (RuntimeException e) {
      LOG.error("the layers with a retention rule cannot be read; it is tried again tomorrow", e);
      return List.of();
    }
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
