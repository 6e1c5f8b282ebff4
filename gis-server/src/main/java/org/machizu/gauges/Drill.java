package org.machizu.gauges;

import org.machizu.sensors.gauge.Span;

/**
 * A drill (訓練) at a gauge, with the end that counts by now.
 *
 * @param name as 総合防災訓練; "" for none
 * @param publicly whether its alerts may be told to the public, marked as of a drill
 */
public record Drill(Span span, String name, boolean publicly) {}
