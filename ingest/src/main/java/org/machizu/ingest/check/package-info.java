/**
 * Judges the geometries of incoming rows and gathers what was found.
 *
 * <p>For: imports and writes by hand. In: geometries in lon/lat JGD2011 as a file or a person gave
 * them. Out: {@link org.machizu.ingest.check.Checked} values that are accepted as they are, safely
 * repaired, or rejected with the place and the reason; and a bounded {@link
 * org.machizu.ingest.check.ProblemList}.
 */
@NullMarked
package org.machizu.ingest.check;

import org.jspecify.annotations.NullMarked;
