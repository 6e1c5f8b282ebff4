/**
 * Layers of land and buildings.
 *
 * <p>For: the writing of files. In: a district. Out: tables.
 */
@NullMarked
package org.machizu.samples.land;

import org.jspecify.annotations.NullMarked;
