/**
 * The square tiles of the web and of the plane-rectangular zones, and the integer grids below them.
 *
 * <p>For: packs, the encoder, the cache, and whoever asks for tiles. In: tile numbers, or boxes in
 * lon/lat degrees (JGD2011, taken as WGS84). Out: values that cannot be wrong once built, in the
 * tile matrix sets of the zones and in WebMercatorQuad of <a
 * href="https://docs.ogc.org/is/17-083r4/17-083r4.html">OGC 17-083r4, Two Dimensional Tile Matrix
 * Set and Tile Set Metadata</a>, annex D.1.
 */
@NullMarked
package org.machizu.tiles.grid;

import org.jspecify.annotations.NullMarked;
