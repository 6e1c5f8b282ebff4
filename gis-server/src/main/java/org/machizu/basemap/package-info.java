/**
 * What a map page must know of the town before it draws: its name, the zone it measures in, and the
 * backgrounds it offers beside its own layers.
 *
 * <p>For: map pages. In: settings. Out: {@code GET /api/town}; the hosts that pages may load
 * background tiles from. Nothing is asked for from here: tiles of others go to the browser of
 * whoever chose them, straight from their maker.
 */
@NullMarked
package org.machizu.basemap;

import org.jspecify.annotations.NullMarked;
