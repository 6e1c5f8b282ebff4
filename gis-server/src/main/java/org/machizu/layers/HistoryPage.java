package org.machizu.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some changes of a layer: the newest revision first, within a revision by feature.
 *
 * @param changes the changes
 * @param next the token of the next page; null when this is the last. A page may hold less than its
 *     limit and still have a next one
 */
public record HistoryPage(List<FeatureVersion> changes, @Nullable String next) {
  public HistoryPage {
    changes = List.copyOf(changes);
  }
}
