package org.machizu.tiles.cache;

/**
 * What a cache has done and holds.
 *
 * @param hits answers without a load of their own: from memory, or from a load already on its way
 * @param misses loads begun
 * @param forgotten tiles dropped since a change touched them
 * @param tiles tiles held now, about
 * @param bytes memory held now, about
 */
public record CacheCounters(long hits, long misses, long forgotten, long tiles, long bytes) {}
