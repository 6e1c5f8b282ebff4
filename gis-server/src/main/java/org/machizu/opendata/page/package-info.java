/**
 * What all open pages share: their words, how they write days and numbers, and the one way in which
 * a page goes out.
 *
 * <p>For: {@code opendata} and the packages in it. In: models. Out: words and HTML.
 */
@NullMarked
package org.machizu.opendata.page;

import org.jspecify.annotations.NullMarked;
