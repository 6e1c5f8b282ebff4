/**
 * Layers of pixels: from a file into the store, and from the store to pictures and values.
 *
 * <p>For: imports (which put a file in), maps (which draw tiles), and whoever asks for the value of
 * a grid at a place. In: a {@link org.machizu.ingest.raster.RasterReader}; pixels of the store
 * through Views. Out: tiles in WebMercatorQuad, colours by a {@link org.machizu.layers.ColourRamp},
 * numbers as they stood in the file.
 */
@NullMarked
package org.machizu.rasters;

import org.jspecify.annotations.NullMarked;
