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

/**
 * Takes content out for good: first out of the layer's file, then out of every other place, and
 * proves it by a line of the audit log whose hash covers what was done.
 */
public final class Purge {
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
   */
  Map<String, Object> run(
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
    if (!plan.isEmpty()) {
      Revision revision = store.purge(right, plan, reason, progress);
      proof.put("revision", revision.number());
      for (PurgePlace place : places) {
        proof.put(place.name(), place.purge(layer, revision));
      }
      proof.put("file", store.shred(layer));
    }
    List<Map<String, String>> kept = kept(layer);
    if (!kept.isEmpty()) {
      proof.put("kept", kept.size() + ": " + keptTold(kept));
    }
    if (!plan.isEmpty()) {
      prove(right, layer, reason, proof);
    }
    return proof;
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
