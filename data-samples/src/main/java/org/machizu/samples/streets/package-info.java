/**
 * Roads of every manager, from the plan of each kind to one network of pieces from junction to
 * junction.
 *
 * <p>For: blocks, pipes, snow routes, the road layers. In: the ground. Out: {@link
 * org.machizu.samples.streets.Street streets} on the town's plane.
 */
@NullMarked
package org.machizu.samples.streets;

import org.jspecify.annotations.NullMarked;
