/**
 * Shapes and chance on the town's own plane: metres east and north of the station.
 *
 * <p>For: every other part of the generator. In: numbers. Out: JTS shapes in metres.
 */
@NullMarked
package org.machizu.samples.plane;

import org.jspecify.annotations.NullMarked;
