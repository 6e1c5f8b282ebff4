/**
 * A night of snow clearing in the sample town, driven before everybody's eyes: eight plows send
 * what their trackers would, through the server's HTTP interfaces.
 *
 * <p>For: the demo, whose launcher starts {@link org.machizu.samples.night.PlowNight} as a second
 * process, and tests. In: the sample town's roads and courses. Out: requests.
 */
@NullMarked
package org.machizu.samples.night;

import org.jspecify.annotations.NullMarked;
