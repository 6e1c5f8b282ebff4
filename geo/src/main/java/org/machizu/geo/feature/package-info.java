/**
 * The words everybody shares: layer, schema, attribute, feature, envelope, revision.
 *
 * <p>For: every module. In: nothing. Out: immutable values that cannot be wrong once built.
 * Coordinates are longitude/latitude in degrees, JGD2011 (EPSG:6668), longitude first; WGS84
 * coordinates are taken as equal (see {@code org.machizu.geo.crs}).
 */
@NullMarked
package org.machizu.geo.feature;

import org.jspecify.annotations.NullMarked;
