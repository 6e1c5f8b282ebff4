/**
 * Coordinate reference systems of Japan: exact conversions between a projection and its own
 * geographic base, datum shifts apart from them, plane-rectangular zones, measuring in metres.
 *
 * <p>For: imports, exports, measuring, print. In: coordinates in any {@link
 * org.machizu.geo.crs.Crs}. Out: lon/lat JGD2011 (EPSG:6668), or metres in a zone. Inside, the axis
 * order is always east, north, whatever the authority says. Pure arithmetic: no tables are loaded,
 * only the {@code .par} grids that the operator supplies are read from disk.
 */
@NullMarked
package org.machizu.geo.crs;

import org.jspecify.annotations.NullMarked;
