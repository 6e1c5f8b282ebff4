package org.machizu.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Gauges.
 *
 * @param layer short id of the layer of gauges
 * @param columns how its columns are called
 * @param sources a YAML file that tells from which brokers messages come and how they are read;
 *     empty: only from the embedded broker, in the usual form
 * @param mqttPort where the embedded broker listens, 0 for any free port; empty: there is none
 * @param mqttHost the address on which it listens
 * @param lateAfter a reading that came so long after it was measured is no present level
 */
public record SensorSettings(
    String layer,
    GaugeColumns columns,
    Optional<Path> sources,
    OptionalInt mqttPort,
    String mqttHost,
    Duration lateAfter) {}
