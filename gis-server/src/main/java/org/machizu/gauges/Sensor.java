package org.machizu.gauges;

import org.jspecify.annotations.Nullable;
import org.machizu.sensors.payload.Mounting;

/**
 * A device that measures at a gauge.
 *
 * @param device its name or EUI, as messages or topics have it; case does not count
 * @param mounting how its numbers become levels of the gauge
 * @param decoding how its messages are read, as {@link org.machizu.sensors.payload.Decoder#ofJson}
 *     takes it; null: a number, or JSON or CSV in the usual form
 */
public record Sensor(String device, Mounting mounting, @Nullable String decoding) {}
