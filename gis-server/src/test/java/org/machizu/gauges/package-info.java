@NullMarked
package org.machizu.gauges;

import org.jspecify.annotations.NullMarked;
