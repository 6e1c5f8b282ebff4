/**
 * Vector tiles, TileJSON and styles of the layers that the caller may see.
 *
 * <p>For: map viewers, MapLibre and QGIS. In: tile addresses; features through Views; {@link
 * org.machizu.layers.LayerChanged} from the change feed. Out: tiles gzipped once and cached by
 * entitlement class, never older than a change that was announced.
 */
@NullMarked
package org.machizu.maps;

import org.jspecify.annotations.NullMarked;
