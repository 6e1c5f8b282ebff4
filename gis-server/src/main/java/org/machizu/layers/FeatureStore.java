package org.machizu.layers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.machizu.access.EditRight;
import org.machizu.access.View;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Predicate;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/**
 * The features of all layers. A port, with one contract test for every store. Reads see one
 * consistent state; a write is answered only after its commit, together with its history.
 */
public interface FeatureStore {

  /**
   * One page.
   *
   * @throws IllegalArgumentException when a condition or sort key names an attribute that the View
   *     does not show, or the page token is not one of this query's
   */
  FeaturePage query(View view, FeatureQuery query);

  /** One feature now, or as of a moment. */
  Optional<Feature> find(View view, long id, @Nullable Instant asOf);

  /**
   * Whether there was a feature of that id which was taken out for good. Who does not see every row
   * is not told of it.
   */
  boolean wasPurged(View view, long id);

  /**
   * How many features fit.
   *
   * @param atMost stop counting here; the answer is then empty
   */
  OptionalLong count(View view, Predicate where, @Nullable Instant asOf, long atMost);

  /** The box around everything that the View shows; empty when nothing has a place. */
  Optional<Envelope> extent(View view);

  /** All features that fit, one by one, by id. */
  FeatureCursor scan(View view, Predicate where, @Nullable Instant asOf);

  /**
   * Changes of the layer, newest first. Changes made while somebody pages are newer than the first
   * page: the pages together hold each older change once.
   *
   * @throws IllegalArgumentException when the page token is not one of a history
   */
  HistoryPage history(View view, HistoryQuery query);

  /**
   * Makes all changes or none, under one revision.
   *
   * @throws StaleVersionException when a feature is not at the expected version
   * @throws UnknownFeatureException when a feature to change does not exist
   */
  EditResult apply(EditRight right, List<Change> changes);

  /**
   * How many features taking a revision back would change.
   *
   * @throws LayerConflictException as {@link #undo}
   */
  long countUndo(EditRight right, Revision revision);

  /**
   * Takes back everything that one revision did to the layer, as a new revision: everything or
   * nothing, however much it is, while others go on reading and writing. When an import replaced
   * the content and nobody has built upon it, the attributes of the former content come back too.
   *
   * @throws LayerConflictException {@code no-such-revision}; {@code changed-since} when a later
   *     revision changed one of its features, also one that is made meanwhile; {@code kind-changed}
   *     when the layer takes another kind of geometry now; {@code layer-changed} when its
   *     attributes change meanwhile; {@code layer-busy} when an import or another large undo is
   *     under way
   * @throws CancelledException when {@code progress} said so; nothing has changed
   */
  UndoResult undo(EditRight right, Revision revision, Progress progress) throws CancelledException;

  /**
   * Begins an import. Nothing is seen by readers before {@link StagedImport#publish}.
   *
   * @param schema attributes of the new content; replaces the layer's when the import replaces its
   *     content, else its attributes are added where they are missing
   */
  StagedImport stage(EditRight right, Schema schema, StagedImport.Mode mode);

  /** Kinds of geometry a layer may take: its own, or any for MIXED. */
  static boolean fits(GeometryType layer, GeometryType given) {
    return layer == GeometryType.MIXED || layer == given;
  }
}
