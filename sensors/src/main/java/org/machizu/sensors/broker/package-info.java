/**
 * An MQTT broker within the program; the only place that knows Artemis.
 *
 * <p>For: the demo, and towns so small that a broker of their own would be one program too many.
 * In: a folder for what is kept, where to listen, and a {@link
 * org.machizu.sensors.broker.Gatekeeper} who says who may what: nobody comes in without a password.
 * Out: MQTT 3.1.1 and 5. What was acknowledged to a device is on the disk.
 */
@NullMarked
package org.machizu.sensors.broker;

import org.jspecify.annotations.NullMarked;
