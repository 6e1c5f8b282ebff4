/**
 * OGC API – Styles (draft 20-009): the styles of the whole town and of each layer as MapLibre style
 * sheets, what they are about, and their legends.
 *
 * <p>For: map viewers, GIS programs, pages that need a legend beside a map. In: layers as the
 * caller sees them, with the styles of {@link org.machizu.maps}. Out: JSON and PNG.
 */
@NullMarked
package org.machizu.ogc.styles;

import org.jspecify.annotations.NullMarked;
