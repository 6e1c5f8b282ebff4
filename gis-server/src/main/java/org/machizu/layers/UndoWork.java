package org.machizu.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.JobMark;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.jobs.Task;
import org.machizu.jobs.TaskFailedException;
import org.machizu.jobs.WorkKind;

/** Taking a large revision back, as the work of a job. */
public final class UndoWork implements WorkKind {
  /** What such jobs are called. */
  public static final String KIND = "undo";

  private final String municipality;
  private final LayerCatalog catalog;
  private final VisibleLayers layers;
  private final FeatureStore features;

  /**
   * @param municipality code of the town whose layers these are
   */
  public UndoWork(
      String municipality, LayerCatalog catalog, VisibleLayers layers, FeatureStore features) {
    this.municipality = municipality;
    this.catalog = catalog;
    this.layers = layers;
    this.features = features;
  }

  static Map<String, Object> parameters(String layer, Revision revision) {
    return Map.of("layer", layer, "revision", revision.number());
  }

  @Override
  public Task task(Actor actor, Map<String, Object> parameters) {
    String layer = String.valueOf(parameters.get("layer"));
    Revision revision = new Revision(Long.parseLong(String.valueOf(parameters.get("revision"))));
    return (job, progress) -> run(actor, layer, revision, progress);
  }

  private Map<String, Object> run(Actor actor, String layer, Revision revision, Progress progress)
      throws TaskFailedException, CancelledException {
    Optional<DoneByJob> done = findDone(actor, layer);
    if (done.isPresent()) {
      return result(layer, revision, done.get().revision(), done.get().count("features"));
    }
    EditRight right = right(actor, layer);
    try {
      UndoResult undone = features.undo(right, revision, progress);
      return result(layer, revision, undone.revision(), undone.count());
    } catch (LayerConflictException e) {
      throw failed(e.code(), String.valueOf(e.getMessage()), "Look at the layer's history.");
    } catch (StoreUnavailableException e) {
      throw failed(
          e.reason().code(),
          "nothing was undone: " + e.getMessage(),
          "Look at the server's disk; begin again when it takes writes.");
    } catch (StoreBusyException | ReadTooLongException e) {
      throw failed("store-busy", String.valueOf(e.getMessage()), "Begin again in a moment.");
    }
  }

  /** What a server that could not tell of it any more has already undone in this job. */
  private Optional<DoneByJob> findDone(Actor actor, String layer) {
    JobMark job = actor.job();
    return job == null
        ? Optional.empty()
        : catalog.findDone(new LayerId(municipality, layer), job, DoneByJob.Step.UNDONE);
  }

  /** Asked now: what the actor may do can have changed while the job waited. */
  private EditRight right(Actor actor, String layer) throws TaskFailedException {
    EditRight right =
        layers
            .findEditRight(actor, layer)
            .orElseThrow(
                () -> failed("not-found", "there is no layer '" + layer + "'", "Choose another."));
    boolean seesEveryRow =
        layers
            .find(actor, layer)
            .filter(seen -> seen.view().rows() instanceof Predicate.Everything)
            .isPresent();
    if (!seesEveryRow) {
      throw failed(
          "rows-hidden",
          "layer '%s' has rows that are not shown to you".formatted(layer),
          "Ask somebody of the layer's department who sees them all.");
    }
    return right;
  }

  private static Map<String, Object> result(
      String layer, Revision undone, Revision after, long count) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("layer", layer);
    result.put("undone", undone.number());
    result.put("revision", after.number());
    result.put("count", count);
    return result;
  }

  private static TaskFailedException failed(String code, String detail, String advice) {
    return new TaskFailedException(code, detail, advice, Map.of());
  }
}
