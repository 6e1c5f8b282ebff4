package org.machizu.ogc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.SortKey;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * From when to when the features of a layer are, as the caller sees it (17-069r4, 7.13). It is
 * looked up once for each revision of the layer and kind of caller. Safe for use by many threads.
 */
final class TimeExtents {
  /**
   * @param begin null when some feature's begin is open
   * @param end null when some feature's end is open
   */
  record TimeExtent(@Nullable Instant begin, @Nullable Instant end) {}

  private record Known(Revision revision, Optional<TimeExtent> extent) {}

  private static final ZoneId TOWN_ZONE = ZoneId.of("Asia/Tokyo");
  private static final int MOST_KEPT = 1_000;

  private final FeatureStore features;
  private final Map<String, Known> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
              return size() > MOST_KEPT;
            }
          });

  TimeExtents(FeatureStore features) {
    this.features = features;
  }

  /** Empty when the features have no time that the caller sees, or there are none. */
  Optional<TimeExtent> find(VisibleLayer layer) {
    ValidTime time = layer.entry().layer().validTime();
    if (time == null || layer.view().askable().indexOf(time.from()) < 0) {
      return Optional.empty();
    }
    String key = layer.name() + "\n" + layer.view().entitlement();
    Revision revision = layer.entry().revision();
    Known before = known.get(key);
    if (before != null && before.revision().equals(revision)) {
      return before.extent();
    }
    Optional<TimeExtent> extent = lookUp(layer.view(), time);
    known.put(key, new Known(revision, extent));
    return extent;
  }

  private Optional<TimeExtent> lookUp(View view, ValidTime time) {
    Schema schema = view.askable();
    Optional<Instant> first = first(view, time.from(), true);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    String to = time.to();
    if (to == null || schema.indexOf(to) < 0) {
      return Optional.of(new TimeExtent(first.get(), first(view, time.from(), false).orElse(null)));
    }
    return Optional.of(
        new TimeExtent(
            hasEmpty(view, time.from()) ? null : first.get(),
            hasEmpty(view, to) ? null : first(view, to, false).orElse(null)));
  }

  private boolean hasEmpty(View view, String attribute) {
    Predicate empty = new Predicate.IsNull(new Expression.Property(attribute));
    return !features.query(view, FeatureQuery.where(empty, 1)).features().isEmpty();
  }

  private Optional<Instant> first(View view, String attribute, boolean ascending) {
    Predicate given = new Predicate.Not(new Predicate.IsNull(new Expression.Property(attribute)));
    FeatureQuery query =
        new FeatureQuery(given, List.of(new SortKey(attribute, ascending)), null, 1, null);
    List<Feature> found = features.query(view, query).features();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(moment(found.getFirst().get(attribute)));
  }

  /** A day begins in Japan. */
  private static @Nullable Instant moment(@Nullable Object value) {
    return switch (value) {
      case LocalDate day -> day.atStartOfDay(TOWN_ZONE).toInstant();
      case Instant moment -> moment;
      case null, default -> null;
    };
  }
}
