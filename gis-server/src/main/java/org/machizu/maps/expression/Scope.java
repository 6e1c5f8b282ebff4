package org.machizu.maps.expression;

/**
 * What an expression is evaluated for.
 *
 * @param zoom the zoom level of the map
 */
public record Scope(double zoom, Subject feature) {}
