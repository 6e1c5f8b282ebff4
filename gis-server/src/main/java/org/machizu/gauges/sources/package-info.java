/**
 * From where messages of gauges come by MQTT: brokers of the settings, and a broker of the server's
 * own.
 *
 * <p>For: whoever sets up stations. In: the file of sources, device tokens, messages. Out: readings
 * for {@link org.machizu.gauges.GaugeIntake}, positions of OwnTracks for the tracks; each message
 * is acknowledged to its broker after it is kept.
 */
@NullMarked
package org.machizu.gauges.sources;

import org.jspecify.annotations.NullMarked;
