package org.machizu.samples.parcels;

import org.locationtech.jts.geom.Polygon;

/**
 * A piece of ground before it has a number.
 *
 * @param main counts lots of one origin within a block: they share the number before the hyphen
 * @param site what takes the whole lot, as {@link org.machizu.samples.streets.LargeSite#key}; empty
 *     for others
 */
record Lot(Polygon shape, Use use, int main, String site) {
  Lot(Polygon shape, Use use, int main) {
    this(shape, use, main, "");
  }
}
