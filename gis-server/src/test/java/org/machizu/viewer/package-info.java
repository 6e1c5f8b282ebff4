/**
 * The map page in a real browser, in the words of the people who use it: {@link
 * org.machizu.viewer.MapPage} knows the page's parts, the tests know none.
 */
@NullMarked
package org.machizu.viewer;

import org.jspecify.annotations.NullMarked;
