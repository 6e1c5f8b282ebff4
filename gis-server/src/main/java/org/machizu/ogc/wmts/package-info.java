/**
 * WMTS 1.0.0 (OGC 07-057r7), by parameters and by addresses: the tiles of layers of pixels for
 * programs that are older than OGC API – Tiles.
 *
 * <p>For: GIS programs and offices that want a WMTS. In: layers as the caller sees them, tile
 * matrix sets and tiles of {@link org.machizu.ogc.tiles}. Out: the capabilities as XML, pictures,
 * and the standard's reports of exceptions.
 */
@NullMarked
package org.machizu.ogc.wmts;

import org.jspecify.annotations.NullMarked;
