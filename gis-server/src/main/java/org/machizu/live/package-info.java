/**
 * Push to open screens by server-sent events; the end of the line.
 *
 * <p>For: open maps and import panels. In: news from features, connected by GisServer. Out: to each
 * open screen only what its caller may see. A screen that does not keep up is closed and comes back
 * by itself.
 */
@NullMarked
package org.machizu.live;

import org.jspecify.annotations.NullMarked;
