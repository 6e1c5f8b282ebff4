/**
 * Water levels: readings of gauges come in, alerts go out, and both can be looked at.
 *
 * <p>For: the duty desk, everybody who looks at the map, and the programs of others. In: messages
 * of stations (by MQTT or HTTP), what the desk enters of a gauge, and the layer of gauges. Out:
 * readings with what is thought of them, {@link org.machizu.gauges.Alert alerts} and their {@link
 * org.machizu.gauges.AlertEvent events}, which are written in the same transaction as the readings
 * that caused them.
 */
@NullMarked
package org.machizu.gauges;

import org.jspecify.annotations.NullMarked;
