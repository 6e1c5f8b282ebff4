/**
 * The audit log as it is kept and looked into: sealed into chains by hash, checked, searched,
 * exported, and read out to the person whom it is about.
 *
 * <p>For: administrators, and whoever supervises them. In: the lines that {@code access} takes in
 * and that changes write in their own transactions. Out: pages of lines, files, reports, and small
 * files of heads by which a copy kept elsewhere proves the past.
 */
@NullMarked
package org.machizu.audit;

import org.jspecify.annotations.NullMarked;
