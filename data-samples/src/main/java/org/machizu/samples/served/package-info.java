/**
 * The demo as the programs see it that give it something to show.
 *
 * <p>For: the plows' night and the flood, each a process beside the demo. In: the file in which the
 * demo writes where it answers. Out: requests with sessions of the demo's accounts, and tokens of
 * devices that hold after a restart too.
 */
@NullMarked
package org.machizu.samples.served;

import org.jspecify.annotations.NullMarked;
