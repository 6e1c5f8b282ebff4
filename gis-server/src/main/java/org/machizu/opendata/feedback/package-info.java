/**
 * "This is wrong here": what residents tell of mistakes in open layers and maps, and what the
 * section that keeps them answers.
 *
 * <p>For: residents, who need no account and follow their message by a secret link; sections, which
 * read, answer, hand over and close at a desk. In: a form; the desk's steps with If-Match. Out: the
 * page of one message, for whoever has its link alone; a letter where an address was given; lines
 * in the audit log, which hold numbers and never words.
 *
 * <p>Words and addresses are personal: a data folder keeps them with the other personal files, and
 * both are forgotten after the days that the settings say.
 */
@NullMarked
package org.machizu.opendata.feedback;

import org.jspecify.annotations.NullMarked;
