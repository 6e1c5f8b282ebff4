/**
 * Rows of layers in the making.
 *
 * <p>For: all makers of layers, and the writing of files. In: values. Out: {@link
 * org.machizu.samples.table.Table tables}.
 */
@NullMarked
package org.machizu.samples.table;

import org.jspecify.annotations.NullMarked;
