package org.machizu.samples.parcels;

import org.locationtech.jts.geom.Polygon;

/**
 * Ground between roads, water and railway, up to the edges of the roads.
 *
 * @param shape on the town's plane
 */
record Block(Polygon shape, Ground ground, Frontage frontage) {}
