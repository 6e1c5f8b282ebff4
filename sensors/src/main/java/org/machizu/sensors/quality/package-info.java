/**
 * What is thought of a reading: whether it can be believed, and if not, why.
 *
 * <p>For: the alerts, which judge only what is believed, and everybody who looks at a reading. In:
 * the readings of one gauge in the order of their own time, the limits of that gauge, and the times
 * of maintenance. Out: a mark for each reading. No reading is ever altered or left out; marks are a
 * function of the readings alone, never of when they came.
 */
@NullMarked
package org.machizu.sensors.quality;

import org.jspecify.annotations.NullMarked;
