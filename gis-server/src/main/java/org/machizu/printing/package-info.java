/**
 * The counter's printers: papers by IPP, receipts by ESC/POS.
 *
 * <p>For: the permit counter, later whoever prints. In: the file of terminals, a paper as PDF, a
 * {@link org.machizu.printing.Receipt}. Out: how a printer is doing, in one of eight words, and
 * whether something was printed, was not, or may have been. All that goes to a printer goes through
 * {@code outbound}; a printer that hangs holds nobody, and nothing is sent twice.
 */
@NullMarked
package org.machizu.printing;

import org.jspecify.annotations.NullMarked;
