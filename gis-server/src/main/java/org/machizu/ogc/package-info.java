/**
 * The layers as the standards of the OGC have them: OGC API – Features with filters and edits.
 *
 * <p>For: GIS programs, other servers, the viewer. In: layers as the caller sees them. Out: the
 * standards' documents; what they have no word for stands in the member {@code machizu}.
 */
@NullMarked
package org.machizu.ogc;

import org.jspecify.annotations.NullMarked;
