package org.machizu.retention;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AdminRight;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.AuditLog;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.LayerConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes content out for good: first out of the layer's file, then out of every other place, and
 * proves it by a line of the audit log whose hash covers what was done. Between the two a server
 * may end: the store's note stays, and the rest is done at the next start.
 */
public final class Purge {
  private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

  private final PurgeStore store;
  private final List<PurgePlace> places;
  private final AuditLog log;
  private final InstantSource clock;

  public Purge(PurgeStore store, List<PurgePlace> places, AuditLog log, InstantSource clock) {
    this.store = store;
    this.places = List.copyOf(places);
    this.log = log;
    this.clock = clock;
  }

  /** What would go, with what is needed to have it done. */
  Map<String, Object> rehearse(LayerId layer, @Nullable Set<Long> ids) {
    PurgePlan plan = store.plan(layer, ids, clock.instant());
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("dryRun", true);
    told.putAll(plan.told());
    told.put("confirm", plan.confirmation());
    told.put("kept", kept(layer));
    return told;
  }

  private List<Map<String, String>> kept(LayerId layer) {
    Optional<RetentionRule> rule = store.findRule(layer);
    return rule.isEmpty()
        ? List.of()
        : rule.get().kept().stream()
            .map(p -> Map.of("what", p.what(), "basis", p.basis(), "until", p.until().toString()))
            .toList();
  }

  /**
   * Does it.
   *
   * @param confirmation of the plan that was seen; null for the daily job, which does what the rule
   *     says
   * @throws LayerConflictException {@code plan-changed}; {@code layer-busy} when the layer is being
   *     purged already, or its content built anew
   */
  Map<String, Object> run(
      AdminRight right,
      LayerId layer,
      @Nullable Set<Long> ids,
      @Nullable String confirmation,
      String reason,
      Progress progress)
      throws CancelledException {
    try (PurgeStore.Turn turn = store.tryTurn(layer).orElseThrow(() -> busy(layer))) {
      return run(turn, right, layer, ids, confirmation, reason, progress);
    }
  }

  private static LayerConflictException busy(LayerId layer) {
    return new LayerConflictException(
        "layer-busy",
        "layer '%s' is being purged at the moment; wait for the end of that"
            .formatted(layer.name()));
  }

  private Map<String, Object> run(
      PurgeStore.Turn turn,
      AdminRight right,
      LayerId layer,
      @Nullable Set<Long> ids,
      @Nullable String confirmation,
      String reason,
      Progress progress)
      throws CancelledException {
    PurgePlan plan = store.plan(layer, ids, clock.instant());
    if (confirmation != null && !confirmation.equals(plan.confirmation())) {
      throw new LayerConflictException(
          "plan-changed",
          "what would be purged of layer '%s' is not what was seen in the dry run; look at it again"
              .formatted(layer.name()));
    }
    Map<String, Object> proof = new LinkedHashMap<>();
    proof.put("what", ids == null ? "rule" : "ids");
    proof.putAll(plan.told());
    List<Map<String, String>> kept = kept(layer);
    if (!kept.isEmpty()) {
      proof.put("kept", kept.size() + ": " + keptTold(kept));
    }
    if (!plan.isEmpty()) {
      try {
        Revision revision = store.purge(right, plan, reason, progress);
        finish(turn, right, new UnfinishedPurge(layer, revision, reason), proof);
      } catch (CancelledException e) { // what was taken out before goes wholly
        finishAll(turn, right, layer);
        throw e;
      }
    }
    return proof;
  }

  /**
   * Does the rest of every purge whose end never came: the server was stopped, a disk was full, or
   * somebody held a file open. Layers that are being purged at the moment are left to whoever does
   * that.
   */
  void finishAll(AdminRight right) {
    store.listUnfinished().stream()
        .map(UnfinishedPurge::layer)
        .forEach(layer -> {
          try (PurgeStore.Turn turn = store.tryTurn(layer).orElse(null)) {
            if (turn != null) {
              finishAll(turn, right, layer);
            }
          } catch (RuntimeException e) {
            LOG.error(
                "a purge of layer {} could not be finished; it is tried again", layer.name(), e);
          }
        });
  }

  /** Looked up within the turn: whoever had it before may have finished it. */
  private void finishAll(PurgeStore.Turn turn, AdminRight right, LayerId layer) {
    for (UnfinishedPurge purge : store.listUnfinished()) {
      if (purge.layer().equals(layer)) {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("what", "rest");
        finish(turn, right, purge, proof);
      }
    }
  }

  private void finish(
      PurgeStore.Turn turn, AdminRight right, UnfinishedPurge purge, Map<String, Object> proof) {
    proof.put("revision", purge.revision().number());
    boolean complete = true;
    for (PurgePlace place : places) {
      Cleared cleared = place.purge(purge.layer(), purge.revision());
      proof.put(place.name(), cleared.told());
      complete &= cleared.complete();
    }
    Cleared file = store.shred(purge.layer());
    proof.put("file", file.told());
    complete &= file.complete();
    prove(right, purge.layer(), purge.reason(), proof);
    if (complete) {
      store.finish(purge.layer(), purge.revision());
    }
  }

  private static String keptTold(List<Map<String, String>> kept) {
    StringBuilder told = new StringBuilder();
    kept.forEach(paper ->
        told.append(paper.get("what"))
            .append(" (")
            .append(paper.get("basis"))
            .append(", ")
            .append(paper.get("until"))
            .append(") "));
    return told.toString().strip();
  }

  private void prove(AdminRight right, LayerId layer, String reason, Map<String, Object> proof) {
    AuditEntry entry =
        AuditEntry.of(clock.instant(), right.actor(), Action.PURGED, layer.name())
            .because(reason)
            .with("step", "proof");
    String hash =
        PurgePlan.sha256(entry.time() + "\n" + entry.actor() + "\n" + layer.name() + "\n" + proof);
    proof.put("proof", hash);
    for (Map.Entry<String, Object> detail : proof.entrySet()) {
      entry = entry.with(detail.getKey(), detail.getValue());
    }
    log.append(entry);
  }
}
