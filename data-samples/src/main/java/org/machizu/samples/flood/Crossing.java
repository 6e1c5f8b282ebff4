package org.machizu.samples.flood;

/**
 * The water truly stood at or above a named level.
 *
 * @param level its code, as {@link org.machizu.sensors.gauge.LevelSet} has them
 * @param fromS after the flood's begin
 * @param untilS when it fell below again, or the flood's end
 * @param measured how many true readings of it the station sends; with none nobody can know
 */
public record Crossing(String gauge, String level, long fromS, long untilS, int measured) {}
