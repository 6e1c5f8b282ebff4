/**
 * Messages from and to MQTT brokers; the only place that knows Paho.
 *
 * <p>For: the server, which gives an {@link org.machizu.sensors.mqtt.Intake} that stores messages,
 * and whatever sends by MQTT. In: the settings of a broker. Out: messages in batches, each
 * acknowledged to the broker after the intake has kept it and never before; the state of every
 * connection as figures.
 *
 * <p>A message of QoS 1 comes here at least once, whatever is switched off and when: the intake
 * tells repetitions apart. What is sent with QoS 0 is lost when the network or we are away.
 */
@NullMarked
package org.machizu.sensors.mqtt;

import org.jspecify.annotations.NullMarked;
