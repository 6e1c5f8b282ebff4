/**
 * Layers of water, above the ground and in pipes.
 *
 * <p>For: the writing of files. In: a district. Out: tables.
 */
@NullMarked
package org.machizu.samples.water;

import org.jspecify.annotations.NullMarked;
