@NullMarked
package org.machizu.shelters;

import org.jspecify.annotations.NullMarked;
