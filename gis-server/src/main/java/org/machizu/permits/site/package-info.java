/**
 * Judges a site against a checklist: what of each line holds, what of it the maps are not exact
 * enough to tell, and what nobody knows.
 *
 * <p>For: the enquiry at the counter and its papers. In: a {@link org.machizu.permits.site.Site} in
 * metres of the town's plane-rectangular zone and the {@link org.machizu.layers.ground.Ground} of
 * each layer. Out: {@link org.machizu.permits.site.Finding}s. Pure: reads no store and knows no
 * rights; who asks gives the ground that the asker may see.
 */
@NullMarked
package org.machizu.permits.site;

import org.jspecify.annotations.NullMarked;
