/**
 * Maps on a theme (防災, 福祉, 子育て, 観光, インフラ …), which a section puts together from open layers without
 * a programmer.
 *
 * <p>For: sections of the town, which draft and publish them at a desk; residents, who open them;
 * other sites, which embed them. In: what the desk says, as JSON with If-Match. Out: pages, a
 * MapLibre style for each map, a list of the features as text; every publication stands in the
 * audit log with its reason.
 */
@NullMarked
package org.machizu.opendata.themes;

import org.jspecify.annotations.NullMarked;
