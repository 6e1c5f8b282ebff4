/**
 * Messages that leave the town: by mail, to the programs of others (webhooks), and by MQTT.
 *
 * <p>For: whoever is told of alerts, and the duty desk, which looks at what was sent to whom. In:
 * the {@link org.machizu.gauges.AlertEvent steps} of alerts, and the recipients that the town
 * keeps. Out: messages, each written down in the transaction in which it was decided on and sent
 * from there by one of all servers; and the log of what became of each.
 *
 * <p>{@code org.machizu.sensors.notify} says who is told what; here it is kept and carried.
 */
@NullMarked
package org.machizu.outbox;

import org.jspecify.annotations.NullMarked;
