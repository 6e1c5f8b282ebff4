/**
 * Spellings: brings what people type and what registers hold to one form in which they can be
 * compared, and reads addresses and coordinates out of free text.
 *
 * <p>For: {@code search}, for what it indexes and for what it is asked. In: text. Out: keys and
 * values. Pure, no I/O.
 */
@NullMarked
package org.machizu.search.text;

import org.jspecify.annotations.NullMarked;
