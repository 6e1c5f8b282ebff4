/**
 * A flood that the sample town's twelve gauges tell of, message by message.
 *
 * <p>For: the demo, which plays it, and tests of everything from a message to an alert. In: the
 * layer of gauges of a seed. Out: messages with their moments, each station's device in a wire form
 * of its own, and beside them the truth: which levels the water reached, and which messages tell of
 * something else than water.
 */
@NullMarked
package org.machizu.samples.flood;

import org.jspecify.annotations.NullMarked;
