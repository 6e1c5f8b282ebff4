package org.machizu.gauges;

import org.machizu.sensors.payload.Mounting;

/**
 * A device that measures at a gauge.
 *
 * @param device its name or EUI, as messages or topics have it; case does not count
 * @param mounting how its numbers become levels of the gauge
 */
public record Sensor(String device, Mounting mounting) {}
