/**
 * Maps on paper at true scale, in the screen's style.
 *
 * <p>For: site certificates, prints for planners, hazard sheets. In: layers with their Views and
 * styles, a place and a scale in the town's plane-rectangular zone. Out: vectors and texts in a
 * rectangle of a PDF page, with what the legend and the sources below it have to say.
 */
@NullMarked
package org.machizu.maps.paper;

import org.jspecify.annotations.NullMarked;
