/**
 * A town's tiles in one file: PMTiles 3 (github.com/protomaps/PMTiles, spec v3), which a browser
 * reads by HTTP ranges from any web server.
 *
 * <p>For: exports. In: finished tiles in the order of their ids. Out: a clustered archive with
 * gzipped directories; or tiles again from one, everything in it bounded.
 */
@NullMarked
package org.machizu.tiles.archive;

import org.jspecify.annotations.NullMarked;
