/**
 * From readings to alerts: a state machine for each gauge and level, pure and kept.
 *
 * <p>For: everybody who must know that water rises, and nobody else. In: the readings of one gauge
 * in the order of their own time, what is known of the gauge, its rules, and what people said
 * (maintenance, accepted readings). Out: {@link org.machizu.sensors.alert.Episode episodes}, and
 * what has to be changed in the alerts that were already given when a reading comes late.
 *
 * <p>The state after a number of readings is a function of these readings and of nothing else:
 * neither of the order in which they came, nor of the clock, nor of how many servers took them.
 * Only silence needs a clock, and is asked for apart ({@link org.machizu.sensors.alert.Silence}).
 */
@NullMarked
package org.machizu.sensors.alert;

import org.jspecify.annotations.NullMarked;
