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
   * Changes of the layer, newest first.
   *
   * @param featureId only this feature's, or null for the whole layer
   * @param before only those of a lower revision, or null; for paging
   * @param limit 1 to {@link FeatureQuery#MAX_LIMIT}
   */
  List<FeatureVersion> history(
      View view, @Nullable Long featureId, @Nullable Revision before, int limit);

  /**
   * Makes all changes or none, under one revision.
   *
   * @throws StaleVersionException when a feature is not at the expected version
   * @throws UnknownFeatureException when a feature to change does not exist
   */
  EditResult apply(EditRight right, List<Change> changes);

  /**
   * Takes back everything that one revision did to the layer, as a new revision.
   *
   * @throws LayerConflictException when there is no such revision, or a later one changed one of
   *     its features
   */
  EditResult undo(EditRight right, Revision revision);

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
