@NullMarked
package org.machizu.federation;

import org.jspecify.annotations.NullMarked;
