/**
 * Layers of roads, their clearing in winter, and the railway.
 *
 * <p>For: the writing of files. In: a district. Out: tables.
 */
@NullMarked
package org.machizu.samples.roads;

import org.jspecify.annotations.NullMarked;
