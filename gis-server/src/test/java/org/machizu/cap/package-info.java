@NullMarked
package org.machizu.cap;

import org.jspecify.annotations.NullMarked;
