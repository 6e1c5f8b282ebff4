package org.machizu.layers;

import java.util.List;
import org.machizu.geo.feature.Revision;

/**
 * What an edit did.
 *
 * @param revision the layer's new revision
 * @param ids the feature of each change, in the order of the changes
 */
public record EditResult(Revision revision, List<Long> ids) {
  public EditResult {
    ids = List.copyOf(ids);
  }
}
