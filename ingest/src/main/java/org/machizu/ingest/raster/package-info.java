/**
 * Pictures and grids of numbers that lie on the map: orthophotos, flood depths, elevations.
 *
 * <p>For: imports, and whoever makes such files. In: a GeoTIFF or COG (classic or BigTIFF), or a
 * TIFF, PNG or JPEG with a world file beside it, in any of the systems that {@code geo.crs} knows.
 * Out: pixels of a {@link org.machizu.ingest.raster.Window window} at a time, so that a file of
 * gigabytes needs no more memory than a small one; where the file lies ({@link
 * org.machizu.ingest.raster.Placement}). A file that cannot be used is a {@link
 * org.machizu.ingest.format.FormatException}. The other way, {@link
 * org.machizu.ingest.raster.GeoTiffWriter} writes tiled GeoTIFFs with overviews.
 *
 * <p>Rows run from north to south and columns from west to east; coordinates are east before north.
 */
@NullMarked
package org.machizu.ingest.raster;

import org.jspecify.annotations.NullMarked;
