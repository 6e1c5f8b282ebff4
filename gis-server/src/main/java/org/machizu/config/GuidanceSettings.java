package org.machizu.config;

/**
 * Ways to refuges.
 *
 * @param closuresLayer short id of the layer of closed roads; it need not be there
 * @param underpassesLayer short id of the layer of underpasses; it need not be there
 * @param riversLayer short id of the layer of rivers; it need not be there
 */
public record GuidanceSettings(
    String closuresLayer, String underpassesLayer, String riversLayer, GuidanceColumns columns) {}
