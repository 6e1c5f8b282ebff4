/**
 * What stands on the parcels, and which of it has a name.
 *
 * <p>For: the building layer, places and people. In: parcels. Out: {@link
 * org.machizu.samples.buildings.Building buildings} and {@link
 * org.machizu.samples.buildings.Institution institutions}.
 */
@NullMarked
package org.machizu.samples.buildings;

import org.jspecify.annotations.NullMarked;
