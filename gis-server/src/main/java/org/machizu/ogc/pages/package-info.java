/**
 * The standards' answers as pages that people read.
 *
 * <p>For: whoever follows a link of the OGC APIs in a browser. In: an answer as its JSON says it,
 * and in which language, at which address. Out: HTML that says the same, by {@code
 * org.machizu.html}; templates and words lie beside these classes.
 */
@NullMarked
package org.machizu.ogc.pages;

import org.jspecify.annotations.NullMarked;
