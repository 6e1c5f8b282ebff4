/** Tests of exports. */
@NullMarked
package org.machizu.exports;

import org.jspecify.annotations.NullMarked;
