/**
 * OGC API – Tiles (20-057): tile matrix sets, tilesets of layers and of the town, and their tiles,
 * for the web's plane and for that of the town's zone.
 *
 * <p>For: GIS programs and MapLibre. In: layers as the caller sees them, tiles from {@link
 * org.machizu.maps}. Out: the standard's documents, vector tiles and pictures.
 */
@NullMarked
package org.machizu.ogc.tiles;

import org.jspecify.annotations.NullMarked;
