/**
 * Site enquiries: one question about some lots, answered from every layer of the town at once.
 *
 * <p>For: applicants at the counter terminal, the desk of permits, and scripts. In: lots by id or
 * by a place; layers through the asker's Views. Out: findings by a checklist that the town edits
 * ({@code permits.checklist}), judged by {@code permits.site}, each with the state of the layer
 * that it saw. A layer that the asker may not see answers as one that is not there: unknown, ask
 * the desk.
 */
@NullMarked
package org.machizu.permits;

import org.jspecify.annotations.NullMarked;
