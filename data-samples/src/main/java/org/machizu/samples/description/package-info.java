/**
 * What the sample town's files are and what is to be made of them: titles, groups, units, looks.
 *
 * <p>For: the writing of files, the demo, tests. In: {@code layers.json} and a style for each
 * layer. Out: {@link org.machizu.samples.description.SampleDescription}.
 */
@NullMarked
package org.machizu.samples.description;

import org.jspecify.annotations.NullMarked;
