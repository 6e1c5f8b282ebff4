package org.machizu.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.jobs.Task;
import org.machizu.jobs.TaskFailedException;

/** Taking a large revision back, as the work of a job. */
final class UndoTask implements Task {
  private final VisibleLayers layers;
  private final FeatureStore features;
  private final Actor actor;
  private final String layer;
  private final Revision revision;

  UndoTask(
      VisibleLayers layers, FeatureStore features, Actor actor, String layer, Revision revision) {
    this.layers = layers;
    this.features = features;
    this.actor = actor;
    this.layer = layer;
    this.revision = revision;
  }

  @Override
  public Map<String, Object> run(String jobId, Progress progress)
      throws TaskFailedException, CancelledException {
    // Asked again: what the actor may do can have changed while the job waited.
    EditRight right =
        layers
            .findEditRight(actor, layer)
            .orElseThrow(
                () -> failed("not-found", "there is no layer '" + layer + "'", "Choose another."));
    try {
      UndoResult undone = features.undo(right, revision, progress);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("layer", layer);
      result.put("undone", revision.number());
      result.put("revision", undone.revision().number());
      result.put("count", undone.count());
      return result;
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

  private static TaskFailedException failed(String code, String detail, String advice) {
    return new TaskFailedException(code, detail, advice, Map.of());
  }
}
