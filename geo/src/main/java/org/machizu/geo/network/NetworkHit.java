package org.machizu.geo.network;

/**
 * A segment near a place.
 *
 * @param position the nearest point of the segment
 * @param distanceM from the place to it, on the plane
 */
public record NetworkHit(NetworkPosition position, double distanceM) {}
