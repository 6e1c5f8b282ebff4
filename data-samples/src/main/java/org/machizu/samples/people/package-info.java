/**
 * Layers of people who do not exist.
 *
 * <p>For: the writing of files. In: a district. Out: tables.
 */
@NullMarked
package org.machizu.samples.people;

import org.jspecify.annotations.NullMarked;
