/** Tests of the edge. */
@NullMarked
package org.machizu.http;

import org.jspecify.annotations.NullMarked;
