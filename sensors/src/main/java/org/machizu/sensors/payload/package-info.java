/**
 * Reads what gauges send: bytes of a message to samples, by configuration.
 *
 * <p>For: the intake of messages (MQTT and HTTP push) and the page that shows the last messages raw
 * and decoded. In: topic, bytes, the moment of arrival, and a configuration ({@link
 * org.machizu.sensors.payload.Decoder#ofJson}) that tells where in such a message the numbers
 * stand. Out: {@link org.machizu.sensors.payload.Sample samples} in metres, volts and per cent, and
 * what could not be used, each with its reason. No message, however damaged, makes anything here
 * throw; whether a number is believed is for others to say.
 */
@NullMarked
package org.machizu.sensors.payload;

import org.jspecify.annotations.NullMarked;
