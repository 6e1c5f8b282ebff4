/**
 * The sample town: wholly fictional, small, made by a seeded generator and written with ingest's
 * own writers.
 *
 * <p>For: the demo and tests. In: nothing. Out: {@link org.machizu.samples.SampleFiles files} in
 * every text format with a description of the layer that each becomes, ready for the same import
 * that a user uses.
 */
@NullMarked
package org.machizu.samples;

import org.jspecify.annotations.NullMarked;
