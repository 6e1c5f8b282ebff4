/**
 * What is known of a gauge: its zero, its named levels, how often it reports, what stands up- and
 * downstream of it.
 *
 * <p>For: the checks of readings, the alerts, and the pages that show a reading against its levels.
 * In: what the town has entered, each with the day from which it counts. Out: heights in metres, in
 * one reference at a time, never mixed.
 */
@NullMarked
package org.machizu.sensors.gauge;

import org.jspecify.annotations.NullMarked;
