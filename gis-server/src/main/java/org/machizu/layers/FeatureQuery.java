package org.machizu.layers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.filter.Predicate;

/**
 * Which features, in which order, how many.
 *
 * @param where the condition, over attributes that the View shows
 * @param sort the order; empty: by id
 * @param after the token of the page before; null for the first page
 * @param limit 1 to {@link #MAX_LIMIT}
 * @param asOf the state at this moment; null for the present
 */
public record FeatureQuery(
    Predicate where,
    List<SortKey> sort,
    @Nullable String after,
    int limit,
    @Nullable Instant asOf) {
  public static final int MAX_LIMIT = 10_000;

  public FeatureQuery {
    sort = List.copyOf(sort);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit " + limit + " is not allowed; give 1 to " + MAX_LIMIT);
    }
  }

  /** The first page of everything that fits, by id. */
  public static FeatureQuery where(Predicate where, int limit) {
    return new FeatureQuery(where, List.of(), null, limit, null);
  }
}
