package org.machizu.search.text;

/** A position in degrees, JGD2011. */
public record LonLat(double lon, double lat) {}
