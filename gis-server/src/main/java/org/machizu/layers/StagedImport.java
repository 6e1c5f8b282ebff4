package org.machizu.layers;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Revision;

/**
 * An import on its way in: rows are put aside in small transactions while others go on reading and
 * writing, then become visible all at once. Closing without publishing leaves nothing behind. Used
 * by one thread.
 */
public interface StagedImport extends AutoCloseable {

  /** What becomes of the layer's present content. */
  sealed interface Mode {
    /** The import is the whole new content. */
    record ReplaceAll() implements Mode {}

    /**
     * Features with the same value of the key attribute are updated (and keep their id), others
     * added.
     *
     * @param key an attribute of the import
     * @param removeMissing whether features whose key the import lacks are removed
     */
    record ByKey(String key, boolean removeMissing) implements Mode {}
  }

  /**
   * What publishing did.
   *
   * @param unchanged features that the import named but did not alter; they keep their version
   */
  record Outcome(Revision revision, long created, long updated, long unchanged, long removed) {}

  /**
   * Puts one row aside.
   *
   * @param geometry lon/lat JGD2011, valid, of the layer's kind
   * @return false when the key is empty or was given before in this import; the row is then not
   *     taken
   */
  boolean add(@Nullable Geometry geometry, Attributes attributes);

  /** Makes everything visible in one short transaction; other writers wait under two seconds. */
  Outcome publish();

  @Override
  void close();
}
