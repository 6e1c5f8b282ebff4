package org.machizu.config;

/**
 * Memory for the maps.
 *
 * @param cacheBytes for finished tiles
 * @param packBytes for the layers that tiles are made from; outside the Java heap
 */
public record TileSettings(long cacheBytes, long packBytes) {}
