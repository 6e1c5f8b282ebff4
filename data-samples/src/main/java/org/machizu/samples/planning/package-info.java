/**
 * Layers of town planning.
 *
 * <p>For: the writing of files. In: a district. Out: tables.
 */
@NullMarked
package org.machizu.samples.planning;

import org.jspecify.annotations.NullMarked;
