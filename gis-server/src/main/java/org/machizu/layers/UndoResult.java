package org.machizu.layers;

import java.util.List;
import org.machizu.geo.feature.Revision;

/**
 * What taking a revision back did.
 *
 * @param revision the layer's new revision
 * @param count how many features were taken back to their former state
 * @param ids these features, the lowest ids first, at most {@link #LISTED}
 */
public record UndoResult(Revision revision, long count, List<Long> ids) {
  /** More ids are not told; the history lists them all. */
  public static final int LISTED = 1_000;

  public UndoResult {
    ids = List.copyOf(ids);
  }
}
