/**
 * The five levels of warning (警戒レベル), by the day from which each scheme holds.
 *
 * <p>For: answers about hazards, headquarters, whoever reads an older message. In: {@code
 * warning-levels.yaml} beside this package, which says what is sure. Out: the scheme in force on a
 * day. Warnings are what weather and river offices issue, evacuation information is the mayor's
 * act; nothing here derives one from the other.
 */
@NullMarked
package org.machizu.hazard.warning;

import org.jspecify.annotations.NullMarked;
