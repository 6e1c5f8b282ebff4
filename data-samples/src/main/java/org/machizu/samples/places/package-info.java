/**
 * Layers of facilities and shelters.
 *
 * <p>For: the writing of files. In: a district. Out: tables.
 */
@NullMarked
package org.machizu.samples.places;

import org.jspecify.annotations.NullMarked;
