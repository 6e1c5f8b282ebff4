@NullMarked
package org.machizu.opendata.themes;

import org.jspecify.annotations.NullMarked;
