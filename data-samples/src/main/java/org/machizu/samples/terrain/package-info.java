/**
 * The ground: plain, hills, rivers, ponds, heights.
 *
 * <p>For: everything that is built upon it. In: the seed. Out: shapes and heights in metres.
 */
@NullMarked
package org.machizu.samples.terrain;

import org.jspecify.annotations.NullMarked;
