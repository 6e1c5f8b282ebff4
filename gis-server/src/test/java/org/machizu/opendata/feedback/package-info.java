@NullMarked
package org.machizu.opendata.feedback;

import org.jspecify.annotations.NullMarked;
