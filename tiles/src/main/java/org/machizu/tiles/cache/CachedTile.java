package org.machizu.tiles.cache;

import org.machizu.geo.feature.Revision;
import org.machizu.tiles.encode.EncodedTile;

/**
 * A tile and the state it shows.
 *
 * @param revision the newest revision of its layers that is in it
 */
public record CachedTile(EncodedTile tile, Revision revision) {}
