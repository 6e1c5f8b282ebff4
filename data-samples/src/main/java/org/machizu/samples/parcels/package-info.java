/**
 * The ground between roads: blocks, lots, quarters, lot numbers.
 *
 * <p>For: buildings, planning, people and the parcel layers. In: ground and streets. Out: {@link
 * org.machizu.samples.parcels.Parcel parcels} that do not overlap.
 */
@NullMarked
package org.machizu.samples.parcels;

import org.jspecify.annotations.NullMarked;
