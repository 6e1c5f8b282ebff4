package org.machizu.retention;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.Rights;
import org.machizu.geo.feature.LayerId;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daily job: does for each layer with a rule what the rule says. */
public final class RetentionKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionKeeper.class);

  /** A start is not to be slowed down, nor a restart to skip a day. */
  private static final long FIRST_MINUTES = 10;

  private static final long EVERY_MINUTES = 24 * 60;

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
    var unused =
        timer.scheduleWithFixedDelay(this::runOnce, FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
  }

  /** One round over all layers with a rule. */
  public void runOnce() {
    for (LayerId layer : store.listRuled()) {
      try {
        String basis = store.findRule(layer).map(RetentionRule::basis).orElse("");
        purge.run(right, layer, null, null, basis, Progress.SILENT);
      } catch (RuntimeException | CancelledException e) {
        LOG.error("purging layer {} by its rule failed; it is tried again", layer.name(), e);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
