/**
 * Layers packed for fast tiles: ints on the world grid, spatially sorted, attribute values encoded
 * once.
 *
 * <p>For: the encoder (reads packs) and whoever holds a layer's features (builds packs, lays
 * changes over them). In: a stream of features of one layer as one reader may see it. Out: {@link
 * org.machizu.tiles.pack.LayerPack}, immutable, in memory or mapped from a file, and {@link
 * org.machizu.tiles.pack.LayerSnapshot}, a pack with the changes since.
 */
@NullMarked
package org.machizu.tiles.pack;

import org.jspecify.annotations.NullMarked;
