/**
 * Papers of the permit counter as they are kept: their numbers, fees and what was taken in, and how
 * the counter is used.
 *
 * <p>For: the counter, the permit desk, and whoever checks a paper. In: papers to be numbered, fees
 * paid and given back, people who wait, enquiries. Out: the same, with totals. Nothing here names a
 * person; a paper's content lies among the attachments, under its hash.
 */
@NullMarked
package org.machizu.permits.papers;

import org.jspecify.annotations.NullMarked;
