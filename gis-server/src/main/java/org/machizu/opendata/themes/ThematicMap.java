package org.machizu.opendata.themes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A map as it is kept.
 *
 * @param id as it stands in addresses: a to z, 0 to 9 and -
 * @param version counts up with each change, from 1
 * @param section the role whose people keep it
 * @param draft what its keepers work on
 * @param published what everybody sees; null: nothing
 * @param publishedAt when that was published; null: never, or not any more
 */
public record ThematicMap(
    String id,
    long version,
    String section,
    MapContent draft,
    @Nullable MapContent published,
    @Nullable Instant publishedAt,
    Instant changed,
    String author) {}
