package org.machizu.layers;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.EditRight;
import org.machizu.access.JobMark;
import org.machizu.access.LayerAccess;
import org.machizu.access.LayerRule;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;

/**
 * The catalogue: which layers there are. A port; entries are for the server's own use, what an
 * actor gets to see of them goes through {@code Rights}.
 */
public interface LayerCatalog {

  /** All layers of a municipality, by group and short id. */
  List<CataloguedLayer> list(String municipality);

  Optional<CataloguedLayer> find(LayerId id);

  /**
   * Adds an empty layer.
   *
   * @param access who may do what with it; not published
   * @param apart whether it lies where only the server reads it, so that parts of it can be hidden
   *     later; what hides something from the beginning does so anyway
   * @param style as in {@link CataloguedLayer}
   * @throws LayerConflictException {@code layer-exists}, {@code table-exists} when another program
   *     uses the name, {@code bad-layer-id} when the store needs the name for itself
   */
  CataloguedLayer create(Layer layer, LayerAccess access, String style, Actor actor, boolean apart);

  /** As the other, where what the layer hides decides where it lies. */
  default CataloguedLayer create(Layer layer, LayerAccess access, String style, Actor actor) {
    return create(layer, access, style, actor, false);
  }

  /**
   * Tells that a layer of that id can never be, without looking whether there is one.
   *
   * @throws LayerConflictException {@code bad-layer-id} as {@link #create} has it
   */
  void requireAllowed(LayerId id);

  /**
   * Changes title, group, zoom range, provenance, valid time, style, and titles, units and
   * visibility of attributes. The attributes' names and types and the geometry type stay: they
   * change with the content (an import).
   *
   * @param change gives what the entry becomes from what it is at that moment, so that no change of
   *     somebody else's is lost; what it throws goes to the caller, and nothing has changed
   * @throws IllegalArgumentException when names or types of attributes differ
   */
  CataloguedLayer describe(EditRight right, Function<CataloguedLayer, Described> change);

  /** What a job has done to a layer; empty when it has not, or when there is no such layer. */
  Optional<DoneByJob> findDone(LayerId id, JobMark job, DoneByJob.Step step);

  /**
   * Takes back the making of a layer that has never had content: what an import that came to
   * nothing leaves behind no trace of.
   *
   * @throws LayerConflictException {@code layer-has-content} when it has or had features
   */
  void discard(EditRight right);

  /**
   * Changes who may do what with a layer; written into the audit log with the reason.
   *
   * @param change gives what the rule becomes from what it is at that moment
   * @throws LayerConflictException {@code layer-lies-in-the-town-file} when the new rule hides
   *     something of a layer whose file other programs open
   */
  CataloguedLayer changeRule(
      AdminRight right, LayerId id, Function<CataloguedLayer, LayerRule> change, String reason);

  /**
   * Whether a rule may hide a part of the layer's content from somebody; not where it lies in a
   * file that other programs open.
   */
  boolean canHide(LayerId id);

  /**
   * Opens the layer to the public, or takes that back, or shows outsiders what has changed; logged
   * with the reason.
   *
   * @throws LayerConflictException {@code layer-is-personal}; {@code changed-since-review} when the
   *     layer is not at the revision that was reviewed; {@code layer-is-raster} when changes are to
   *     wait, of which pixels keep none
   */
  CataloguedLayer publish(EditRight right, PublishStep step, String reason);

  /** As the other, whatever stands in the layer. */
  default CataloguedLayer publish(EditRight right, boolean published, String reason) {
    return publish(right, PublishStep.of(published), reason);
  }
}
