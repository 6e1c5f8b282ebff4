package org.machizu.layers;

import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Revision;

/**
 * Which changes of a layer, and how many.
 *
 * @param featureId only this feature's; null for the whole layer
 * @param before only those of a lower revision; null for all
 * @param after the token of the page before; null for the first page
 * @param limit 1 to {@link FeatureQuery#MAX_LIMIT}
 */
public record HistoryQuery(
    @Nullable Long featureId, @Nullable Revision before, @Nullable String after, int limit) {
  public HistoryQuery {
    if (limit < 1 || limit > FeatureQuery.MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit " + limit + " is not allowed; give 1 to " + FeatureQuery.MAX_LIMIT);
    }
  }

  /** The newest changes of a layer. */
  public static HistoryQuery newest(int limit) {
    return new HistoryQuery(null, null, null, limit);
  }

  /** The newest changes of one feature. */
  public static HistoryQuery of(long featureId, int limit) {
    return new HistoryQuery(featureId, null, null, limit);
  }

  /** The same question for the page behind a token. */
  public HistoryQuery after(String token) {
    return new HistoryQuery(featureId, before, token, limit);
  }
}
