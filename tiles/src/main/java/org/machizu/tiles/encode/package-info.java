/**
 * From packs to vector tiles.
 *
 * <p>For: the cache and whoever bakes archives. In: a tile address and {@link
 * org.machizu.tiles.pack.LayerSnapshot}s. Out: {@link org.machizu.tiles.encode.EncodedTile},
 * gzipped bytes in the format of <a
 * href="https://github.com/mapbox/vector-tile-spec/tree/master/2.1">Mapbox Vector Tile 2.1</a>,
 * bounded in size, the same for the same content.
 */
@NullMarked
package org.machizu.tiles.encode;

import org.jspecify.annotations.NullMarked;
