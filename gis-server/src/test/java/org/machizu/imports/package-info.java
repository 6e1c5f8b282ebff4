/** Tests of imports. */
@NullMarked
package org.machizu.imports;

import org.jspecify.annotations.NullMarked;
