/**
 * One town on its ground, and where on the map it lies when there are several.
 *
 * <p>For: everything that makes layers. In: seed and number. Out: {@link
 * org.machizu.samples.district.District}.
 */
@NullMarked
package org.machizu.samples.district;

import org.jspecify.annotations.NullMarked;
