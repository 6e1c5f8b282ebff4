package org.machizu.ogc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LocalizedText;

/**
 * Features that are worked out and lie in no layer, offered beside the layers by the OGC API. A
 * layer of the same id is not reached there.
 */
public interface ComputedCollection {
  String id();

  LocalizedText title();

  /** Its features as an actor may see them; empty when it is to answer as if it did not exist. */
  Optional<Content> see(Actor actor);

  /** The features of one moment. */
  interface Content {
    /** The box around what is seen; empty when nothing has a place. */
    Optional<Envelope> extent();

    /** Another text whenever an item, or what is seen of it, is another. */
    String state();

    /**
     * A page of features.
     *
     * @param box only those that touch it; null for all
     * @param after the token of the page before; null for the first
     * @throws IllegalArgumentException when the token is none
     */
    Page items(@Nullable Envelope box, @Nullable String after, int limit);

    Optional<Item> find(long id);
  }

  /**
   * @param next the token of the next page; null on the last
   */
  record Page(List<Item> items, @Nullable String next) {}

  /**
   * @param properties as JSON
   */
  record Item(long id, @Nullable Geometry geometry, Map<String, @Nullable Object> properties) {}
}
