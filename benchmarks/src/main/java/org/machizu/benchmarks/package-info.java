/**
 * Measurements beside the programs that people would use otherwise, on the same machine in the same
 * run.
 *
 * <p>For: whoever wants to know what something costs. In: a benchmark's name. Out: a table, and a
 * last line {@code ratio R}: the peer's cost divided by ours, above 1 when ours is the cheaper;
 * {@code ratio n/a} where there is no peer.
 */
@NullMarked
package org.machizu.benchmarks;

import org.jspecify.annotations.NullMarked;
