/**
 * Raster layers: an orthophoto of the centre, and a grid of flood depths.
 *
 * <p>For: the writing of files. In: a district. Out: GeoTIFFs in zone XII.
 */
@NullMarked
package org.machizu.samples.imagery;

import org.jspecify.annotations.NullMarked;
