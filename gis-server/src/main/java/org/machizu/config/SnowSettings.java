package org.machizu.config;

import java.time.Duration;

/**
 * Snow clearing.
 *
 * @param roadsLayer short id of the layer of roads
 * @param routesLayer short id of the layer of snow-clearing routes
 * @param againAfterCm so much new snow, and a road has to be done again
 * @param againAfter so long while it snows and nobody measures, and it has to be done again
 * @param toldAfterEnd how long after a snowfall states are still told against it
 * @param oneLaneBelowM a narrower road has one lane
 */
public record SnowSettings(
    String roadsLayer,
    String routesLayer,
    double againAfterCm,
    Duration againAfter,
    Duration toldAfterEnd,
    double oneLaneBelowM,
    SnowColumns columns) {}
